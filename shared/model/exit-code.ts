/** What an exit code most likely means. Conventions, not facts: the words say so. */
export interface ExitCodeWords {
  /** A few words, such as `killed, likely out of memory`. */
  readonly short: string;
  /** One sentence: where the number comes from. */
  readonly detail: string;
}

/** Signals by number (Linux), as shells report them: 128 + number. */
const SIGNALS: Readonly<Record<number, readonly [name: string, short: string]>> = {
  1: ['SIGHUP', 'ended, likely because its session was closed'],
  2: ['SIGINT', 'interrupted, likely by a person'],
  3: ['SIGQUIT', 'quit, likely by a person'],
  4: ['SIGILL', 'likely built for another processor'],
  6: ['SIGABRT', 'aborted itself, likely after a failed check'],
  7: ['SIGBUS', 'likely a memory access error, or a full disk'],
  8: ['SIGFPE', 'likely an arithmetic error'],
  9: ['SIGKILL', 'killed, likely out of memory'],
  11: ['SIGSEGV', 'likely a memory access error'],
  13: ['SIGPIPE', 'likely lost the program that read its output'],
  15: ['SIGTERM', 'terminated, likely cancelled or out of time'],
  24: ['SIGXCPU', 'likely used up its processor time'],
  25: ['SIGXFSZ', 'likely wrote a file beyond the allowed size'],
};

const KNOWN: Readonly<Record<number, ExitCodeWords>> = {
  0: { short: 'success', detail: 'Exit code 0 means that nothing went wrong.' },
  1: { short: 'general error', detail: 'Exit code 1 is what most programs end with on any error.' },
  2: {
    short: 'likely wrong usage',
    detail: 'Exit code 2 is what shells and many programs end with on wrong arguments.',
  },
  64: { short: 'aborted', detail: 'Exit code 64 is what hpcflow gives a run that was aborted.' },
  65: { short: 'skipped', detail: 'Exit code 65 is what hpcflow gives a run that was skipped.' },
  124: { short: 'likely timed out', detail: 'Exit code 124 is what timeout ends with.' },
  126: {
    short: 'likely not executable',
    detail: 'Exit code 126 is what shells end with for a command that may not be run.',
  },
  127: {
    short: 'likely command not found',
    detail: 'Exit code 127 is what shells end with for a command that is not there.',
  },
};

/** Windows: ends of processes by exceptions, as signed numbers. */
const WINDOWS: Readonly<Record<number, ExitCodeWords>> = {
  [-1073741819]: {
    short: 'likely a memory access error',
    detail: 'It is 0xC0000005 of Windows, an access violation.',
  },
  [-1073741515]: {
    short: 'likely a library not found',
    detail: 'It is 0xC0000135 of Windows, a DLL that is not there.',
  },
  [-1073741510]: {
    short: 'interrupted, likely by a person',
    detail: 'It is 0xC000013A of Windows, Ctrl+C.',
  },
};

/** `undefined` for a code without a convention. */
export function exitCodeWords(code: number): ExitCodeWords | undefined {
  const known = KNOWN[code] ?? WINDOWS[code];
  if (known !== undefined) return known;
  // Python reports a signal as its negative number.
  const signal = code < 0 ? -code : code - 128;
  const found = SIGNALS[signal];
  if (found === undefined || code > 165) return undefined;
  const [name, short] = found;
  const detail =
    code < 0
      ? `Exit code ${code} is how Python reports signal ${signal}, ${name}.`
      : `Exit code ${code} is 128 + signal ${signal}, ${name}.`;
  return { short, detail };
}
