import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppException } from '../../shared/contract/errors.ts';
import { fileException } from '../files/file-errors.ts';
import { recognise } from '../generations/recognise.ts';
import { compareWorkflow, readTruth } from './compare-workflow.ts';
import { addCounts, countsText, type Findings, type RuleName } from './findings.ts';
import { compareFlatWorkflow } from './flat/compare-flat.ts';
import { replayCase } from './replay.ts';
import { replayCaseNames } from './replay-case.ts';

const TRUTH = '.truth.json';
/** Differences that are printed per workflow. */
const SHOWN_DIFFERENCES = 5;

export type WorkflowResult =
  | { readonly name: string; readonly status: 'passed'; readonly note: string }
  | { readonly name: string; readonly status: 'failed'; readonly differences: readonly string[] }
  | { readonly name: string; readonly status: 'skipped'; readonly reason: string };

export interface ConformanceResult {
  readonly workflows: readonly WorkflowResult[];
  /** How often each deviation rule was followed. */
  readonly rules: ReadonlyMap<RuleName, number>;
  /** Errors of hpcflow, counted apart. */
  readonly raises: ReadonlyMap<string, number>;
}

/** Workflows of a folder that have a truth file, sorted by name. */
export function truthNames(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(TRUTH))
      .map((name) => name.slice(0, -TRUTH.length))
      .sort();
  } catch (error) {
    throw fileException(error, folder);
  }
}

/** A workflow beside its truth file: a folder, or an archive. */
function workflowPath(folder: string, name: string): string {
  const path = join(folder, name);
  return !existsSync(path) && existsSync(`${path}.zip`) ? `${path}.zip` : path;
}

/** Why a workflow is not compared; `undefined` when it is to be. */
async function reasonToSkip(path: string): Promise<string | undefined> {
  if (!existsSync(path)) return undefined;
  const found = await recognise(path);
  if (found.kind !== 'workflow' || found.isReadable) return undefined;
  return `generation ${found.generation} is not readable`;
}

interface Counts {
  readonly rules: Map<RuleName, number>;
  readonly raises: Map<string, number>;
}

async function resultOf(
  name: string,
  compare: () => Promise<Findings>,
  { rules, raises }: Counts,
): Promise<WorkflowResult> {
  try {
    const findings = await compare();
    addCounts(rules, findings.rules);
    addCounts(raises, findings.raises);
    const { differences } = findings;
    if (differences.length > 0) return { name, status: 'failed', differences };
    const notes = [countsText(findings.rules), countsText(findings.raises)];
    return { name, status: 'passed', note: notes.filter((note) => note !== '').join('; ') };
  } catch (error) {
    // Whatever it is, the other workflows are still compared.
    return { name, status: 'failed', differences: [messageOf(error)] };
  }
}

function messageOf(error: unknown): string {
  return error instanceof AppException ? error.message : String(error);
}

async function compareOne(folder: string, name: string, counts: Counts): Promise<WorkflowResult> {
  const path = workflowPath(folder, name);
  try {
    const reason = await reasonToSkip(path);
    if (reason !== undefined) return { name, status: 'skipped', reason };
  } catch (error) {
    if (!(error instanceof AppException)) throw error;
    return { name, status: 'failed', differences: [error.message] };
  }
  return resultOf(
    name,
    () => {
      const truth = readTruth(`${join(folder, name)}${TRUTH}`);
      // Truth files of GEN2 and later have the records of the flat lists.
      return truth.has('get_EARs')
        ? compareFlatWorkflow(path, truth)
        : compareWorkflow(path, truth);
    },
    counts,
  );
}

/** One line per workflow; differences of failed ones below it. */
export function resultLines(result: WorkflowResult): string[] {
  const { name } = result;
  if (result.status === 'skipped') return [`skip  ${name}: ${result.reason}`];
  if (result.status === 'passed') return [`pass  ${name}${result.note && ` (${result.note})`}`];
  const shown = result.differences.slice(0, SHOWN_DIFFERENCES).map((line) => `      ${line}`);
  const more = result.differences.length - shown.length;
  return [
    `fail  ${name}: ${result.differences.length} differences`,
    ...shown,
    ...(more > 0 ? [`      and ${more} more`] : []),
  ];
}

export function summaryLines({ workflows, rules, raises }: ConformanceResult): string[] {
  const count = (status: WorkflowResult['status']): number =>
    workflows.filter((workflow) => workflow.status === status).length;
  return [
    `Deviations by rule (FORMATS §15): ${countsText(rules) || 'none'}`,
    `Errors of hpcflow counted apart: ${countsText(raises) || 'none'}`,
    `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`,
  ];
}

/**
 * Compares every workflow of a folder that has a truth file beside it, and replays every case of
 * recorded calls in it.
 *
 * @param folder - Folder with `<name>` and `<name>.truth.json`, or folders with `calls.json`.
 * @param print - Called with each line as soon as it is known.
 * @throws AppException `not-found`, `permission-denied` for the folder itself
 */
export async function runConformance(
  folder: string,
  print: (line: string) => void,
): Promise<ConformanceResult> {
  const rules = new Map<RuleName, number>();
  const raises = new Map<string, number>();
  const workflows: WorkflowResult[] = [];
  const report = (result: WorkflowResult): void => {
    workflows.push(result);
    for (const line of resultLines(result)) print(line);
  };
  for (const name of truthNames(folder)) {
    report(await compareOne(folder, name, { rules, raises }));
  }
  for (const name of replayCaseNames(folder)) {
    report(await resultOf(name, () => replayCase(join(folder, name)), { rules, raises }));
  }
  const result = { workflows, rules, raises };
  for (const line of summaryLines(result)) print(line);
  return result;
}
