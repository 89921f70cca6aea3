import { serve } from './loopback/serve-command.ts';

/** Entry of the loopback host: `serve [PATH…] [--port N] …`; see loopback/serve-flags.ts. */
const outcome = await serve({
  args: process.argv.slice(2),
  environment: process.env,
  distFolder: new URL('..', import.meta.url),
  print: (line) => process.stdout.write(`${line}\n`),
  printError: (line) => process.stderr.write(`${line}\n`),
});

if (typeof outcome === 'number') {
  process.exitCode = outcome;
} else {
  let isEnding = false;
  const end = (): void => {
    // A person who presses Ctrl+C twice does not want to wait.
    if (isEnding) process.exit(130);
    isEnding = true;
    void outcome.close().finally(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.on('SIGHUP', end);
  if (outcome.isParentStarted) {
    process.stdin.on('end', end);
    process.stdin.on('close', () => {
      if (!isEnding) end();
    });
    process.stdin.resume();
  }
}
