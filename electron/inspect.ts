import { parseArgs } from 'node:util';
import { expectedError } from '../shared/contract/exceptions.ts';
import { inspectWorkflow } from './inspect/inspect-workflow.ts';
import { inspectionText } from './inspect/inspection-text.ts';
import { openWorkflow } from './workers/open-session.ts';

/** Command line: prints what a workflow holds, as text or as JSON (docs/inspect.md). */
const USAGE = `Usage: npm run inspect -- PATH [--json] [--parameters]

Prints what the workflow at PATH holds. Nothing is written into it.

  --json        the whole model as JSON (docs/inspect.md describes it)
  --parameters  with --json: every parameter with its value and source
  --help        this text
`;

/** @returns The exit code: 0, or 1 with a sentence on stderr. */
async function main(args: readonly string[]): Promise<number> {
  const { path, asJson, withParameters } = parsed(args);
  const { data, close } = await openWorkflow(path);
  try {
    const inspection = await inspectWorkflow(data, withParameters, {
      signal: new AbortController().signal,
      reportProgress: () => undefined,
    });
    await print(asJson ? `${JSON.stringify(inspection, null, 2)}\n` : inspectionText(inspection));
    return 0;
  } finally {
    await close();
  }
}

class UsageError extends Error {}

function parsed(args: readonly string[]): {
  readonly path: string;
  readonly asJson: boolean;
  readonly withParameters: boolean;
} {
  const { values, positionals } = readArgs(args);
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) {
    throw new UsageError('Name one workflow to inspect.');
  }
  const asJson = values.json === true;
  const withParameters = values.parameters === true;
  if (withParameters && !asJson) throw new UsageError('--parameters needs --json.');
  return { path, asJson, withParameters };
}

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, parameters: { type: 'boolean' } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Waits until everything is written: a pipe takes a large text piece by piece. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

function sentenceOf(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n${USAGE}`;
  const expected = expectedError(error);
  if (expected === undefined) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  return expected.action === undefined
    ? expected.message
    : `${expected.message} ${expected.action}`;
}

const args = process.argv.slice(2);
if (args.includes('--help')) {
  process.stdout.write(USAGE);
} else {
  // The reader of the pipe may leave early (`| head`): that is no failure.
  process.stdout.on('error', () => process.exit(0));
  try {
    process.exitCode = await main(args);
  } catch (error) {
    process.stderr.write(`${sentenceOf(error).trimEnd()}\n`);
    process.exitCode = 1;
  }
}
