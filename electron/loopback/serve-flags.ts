import { parseArgs } from 'node:util';

export interface ServeFlags {
  readonly paths: readonly string[];
  /** 0: any free port. */
  readonly port: number;
  readonly socketFile: string | undefined;
  readonly allowWrites: boolean;
  /** Folders that may be browsed; none given: the home folder. */
  readonly roots: readonly string[];
  /** Started by another program of ours: ends when its standard input is closed. */
  readonly isParentStarted: boolean;
  readonly help: boolean;
}

export const SERVE_HELP = `Earshot in a browser: serves the workflows of this machine to a page on it.

Usage: npm run serve -- [PATH…] [options]

  PATH             workflow to open at once
  --port N         port on 127.0.0.1; any free one when not given
  --socket FILE    a Unix socket instead of a port, in a folder only you can enter
  --allow-writes   allow operations that write; otherwise everything is read-only
  --root DIR       folder that may be browsed and opened, besides the paths given
                   (may be given again; the home folder when not given)
  --help           this text

Over ssh: on the cluster, start it with --port 8123; on your own machine, run
ssh -L 8123:127.0.0.1:8123 CLUSTER, and open the printed link there.
`;

/** A mistake in the command line, one sentence. */
export class FlagError extends Error {
  override readonly name = 'FlagError';
}

/** @throws {FlagError} */
export function parseServeFlags(args: readonly string[]): ServeFlags {
  const { values, positionals } = parse(args);
  if (values.port !== undefined && values.socket !== undefined) {
    throw new FlagError('--port and --socket exclude each other: give one of them.');
  }
  for (const [flag, text] of [
    ['--socket', values.socket],
    ...(values.root ?? []).map((root) => ['--root', root] as const),
  ] as const) {
    if (text === '') throw new FlagError(`${flag} needs a path.`);
  }
  return {
    paths: positionals,
    port: values.port === undefined ? 0 : portOf(values.port),
    socketFile: values.socket,
    allowWrites: values['allow-writes'] ?? false,
    roots: values.root ?? [],
    isParentStarted: values['parent-started'] ?? false,
    help: values.help ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        socket: { type: 'string' },
        'allow-writes': { type: 'boolean' },
        root: { type: 'string', multiple: true },
        'parent-started': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    // Node's own messages are clear, but some go on for three sentences.
    const message = error instanceof Error ? error.message : String(error);
    throw new FlagError(message.split(/(?<=\.)\s|\n/, 1)[0] ?? message);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new FlagError(`--port needs a number from 0 to 65535, not ${JSON.stringify(text)}.`);
  }
  return port;
}
