/** One line of code that was being executed, as Python names it. */
export interface TracebackFrame {
  readonly file: string;
  readonly line: number;
  readonly place: string;
  readonly code: string;
  /** Of Python itself or an installed package, hpcflow's own included. */
  readonly isLibrary: boolean;
}

export interface PythonTraceback {
  /** `ValueError: …`, all its lines. */
  readonly error: string;
  /** Outermost first. */
  readonly frames: readonly TracebackFrame[];
  /** The frame nearest to the error that is nobody's library; the last one where all are. */
  readonly culprit: TracebackFrame | undefined;
  /** Lines of the text it takes, from 0. */
  readonly start: number;
  readonly stop: number;
}

const BEGIN = /^\s*Traceback \(most recent call last\):\s*$/;
const FRAME = /^\s*File "(.+)", line (\d+)(?:, in (.+))?\s*$/;
const MARKER = /^\s*[~^]+\s*$/;
const REPEATED = /^\s*\[Previous line repeated .*\]\s*$/;
const LIBRARY =
  /[\\/](?:site-packages|dist-packages|lib[\\/]python\d[\d.]*|hpcflow|matflow)[\\/]|^<frozen /i;
/** Lines of a message beyond its first are taken up to so many. */
const MAX_MESSAGE_LINES = 20;
/** Another program's line: `srun: error: …`. */
const OTHER_SPEAKER = /^\S+: /;

/** The last traceback of Python in a text; of exceptions raised while handling others, the last. */
export function lastTraceback(lines: readonly string[]): PythonTraceback | undefined {
  let start = lines.length - 1;
  while (start >= 0 && !BEGIN.test(lines[start] ?? '')) start -= 1;
  if (start < 0) return undefined;
  const indent = /^\s*/.exec(lines[start] ?? '')?.[0].length ?? 0;
  const frames: TracebackFrame[] = [];
  let at = start + 1;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const frame = FRAME.exec(line);
    if (frame !== null) {
      const [, file = '', number = '0', place = ''] = frame;
      const next = lines[at + 1] ?? '';
      const hasCode = next !== '' && !FRAME.test(next) && depth(next) > indent;
      const code = hasCode ? next.trim() : '';
      if (hasCode) at += 1;
      frames.push({ file, line: Number(number), place, code, isLibrary: LIBRARY.test(file) });
    } else if (!MARKER.test(line) && !REPEATED.test(line) && depth(line) <= indent) break;
  }
  const first = at;
  while (at < lines.length && at - first < MAX_MESSAGE_LINES) {
    const line = lines[at] ?? '';
    if (line === '' || (at > first && OTHER_SPEAKER.test(line))) break;
    at += 1;
  }
  if (frames.length === 0 || at === first) return undefined;
  return {
    error: lines.slice(first, at).join('\n').trim(),
    frames,
    culprit: frames.findLast(({ isLibrary }) => !isLibrary) ?? frames.at(-1),
    start,
    stop: at,
  };
}

function depth(line: string): number {
  return /^\s*/.exec(line)?.[0].length ?? 0;
}

const CULPRIT =
  /\b(?:\w*error|fatal|\w*exception|killed|oom[-_ ]?kill|segmentation fault|core dumped|out of memory)\b/i;
/** Counts of none: `0 errors`. */
const NO_ERROR = /\b(?:0|no) errors?\b|\berrors?\s*[:=]\s*0\b/i;

/** True for a line that likely tells what went wrong. */
export function isCulpritLine(line: string): boolean {
  return CULPRIT.test(line) && !NO_ERROR.test(line);
}
