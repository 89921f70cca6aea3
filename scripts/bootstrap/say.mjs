import process from 'node:process';

/** A failure that is told in one sentence, without a stack. */
export class Plain extends Error {}

/**
 * What a script is doing, one line. On stderr: stdout belongs to what was asked for.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a script's main function; a {@link Plain} failure is said in its own words.
 * @param {() => Promise<number | undefined>} main resolves to the exit code
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof Plain)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
