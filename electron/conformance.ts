import { resolve } from 'node:path';
import { AppException } from '../shared/contract/errors.ts';
import { runConformance } from './conformance/run-conformance.ts';

/**
 * `npm run conformance -- DIR`: compares our stores with what hpcflow itself returned, for every
 * workflow in DIR that has a `<name>.truth.json` beside it, and with what it wrote, for every folder
 * in DIR with recorded calls (`calls.json`). Exits with 1 when one differs.
 */
async function main(): Promise<number> {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) {
    console.error('Name the folder with the workflows: npm run conformance -- DIR');
    return 1;
  }
  try {
    const { workflows } = await runConformance(resolve(folder), (line) => console.log(line));
    return workflows.some(({ status }) => status === 'failed') ? 1 : 0;
  } catch (error) {
    if (!(error instanceof AppException)) throw error;
    console.error(error.message);
    return 1;
  }
}

process.exitCode = await main();
