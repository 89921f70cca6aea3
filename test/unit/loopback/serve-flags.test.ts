import { describe, expect, it } from 'vitest';
import { FlagError, parseServeFlags, SERVE_HELP } from '../../../electron/loopback/serve-flags.ts';

describe('flags of serve', () => {
  it('have quiet defaults', () => {
    expect(parseServeFlags([])).toEqual({
      paths: [],
      port: 0,
      socketFile: undefined,
      allowWrites: false,
      roots: [],
      isParentStarted: false,
      help: false,
    });
  });

  it('are all understood', () => {
    expect(
      parseServeFlags(['a', '--port', '8123', '--allow-writes', '--root=/x', 'b', '--root', '/y']),
    ).toMatchObject({ paths: ['a', 'b'], port: 8123, allowWrites: true, roots: ['/x', '/y'] });
    expect(parseServeFlags(['--socket', '/s/e.sock']).socketFile).toBe('/s/e.sock');
    expect(parseServeFlags(['--help']).help).toBe(true);
    expect(parseServeFlags(['--', '--odd-name']).paths).toEqual(['--odd-name']);
  });

  it.each([
    [['--nope']],
    [['--port']],
    [['--port', 'http']],
    [['--port', '65536']],
    [['--port', '-1']],
    [['--port', '']],
    [['--port=1', '--socket=/s']],
    [['--socket', '']],
    [['--root=']],
    [['--allow-writes=yes']],
  ])('%j are refused in one sentence that names the flag', (args) => {
    const error = (() => {
      try {
        return parseServeFlags(args);
      } catch (thrown) {
        return thrown;
      }
    })();
    if (!(error instanceof FlagError)) throw new Error('accepted');
    expect(error.message).toContain(args[0]?.split('=')[0]);
    expect(error.message).not.toContain('\n');
  });

  it('are all in the help', () => {
    for (const flag of ['--port', '--socket', '--allow-writes', '--root', '--help', 'ssh -L']) {
      expect(SERVE_HELP).toContain(flag);
    }
  });
});
