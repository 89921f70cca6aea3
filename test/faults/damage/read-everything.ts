import { openSession } from '../../../electron/workers/open-session.ts';
import type { WorkflowSession } from '../../../electron/workers/session.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import {
  type Input,
  type Output,
  PROCEDURES,
  type WorkflowProcedureName,
} from '../../../shared/contract/procedures.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };
const workflowId = 'w';
const MOST = 3;

/** What came of opening a workflow and asking all there is to ask. */
export interface Outcome {
  readonly isOpened: boolean;
  /** Answers, errors for people, and problems that came with answers. */
  readonly answers: number;
  readonly errors: number;
}

/**
 * Opens a workflow and asks for everything, as the views do. An error that is not made for people is
 * thrown, and so is an answer that its schema does not allow.
 */
export async function readEverything(path: string): Promise<Outcome> {
  let session: WorkflowSession;
  try {
    session = await openSession(path);
  } catch (error) {
    mustBeForPeople(error);
    return { isOpened: false, answers: 0, errors: 1 };
  }
  try {
    return await askAll(session);
  } finally {
    await session.close();
  }
}

async function askAll({ handlers }: WorkflowSession): Promise<Outcome> {
  let answers = 0;
  let errors = 0;
  const ask = async <N extends WorkflowProcedureName>(
    name: N,
    input: Input<N>,
  ): Promise<Output<N> | undefined> => {
    try {
      const handler = handlers[name] as (input: Input<N>, context: unknown) => Promise<Output<N>>;
      const answer = await handler(input, context);
      PROCEDURES[name].output.parse(answer);
      answers += 1;
      return answer;
    } catch (error) {
      mustBeForPeople(error);
      errors += 1;
      return undefined;
    }
  };
  const structure = await ask('workflow.readStructure', { workflowId });
  const index = await ask('workflow.readRunIndex', { workflowId });
  await ask('workflow.readCounts', { workflowId });
  await ask('workflow.readTemplate', { workflowId });
  for (const { insertId } of structure?.tasks.slice(0, MOST) ?? []) {
    const taskInsertId = insertId;
    await ask('elements.listColumns', { workflowId, taskInsertId });
    await ask('elements.readRows', { workflowId, taskInsertId, start: 0, stop: 5 });
  }
  for (let row = 0; index !== undefined && row < Math.min(MOST, index.runs.count); row += 1) {
    const { task, ...place } = placeOfRun(index, row);
    const taskInsertId = structure?.tasks[task]?.insertId;
    if (taskInsertId === undefined) continue;
    const run = await ask('runs.read', { workflowId, taskInsertId, ...place });
    for (const { parameter } of run?.data.slice(0, MOST) ?? []) {
      if (parameter === undefined) continue;
      await ask('parameters.readValue', { workflowId, parameter, path: [], start: 0, stop: 9 });
    }
    const files = await ask('runs.listFiles', { workflowId, taskInsertId, ...place });
    for (const { key } of files?.files ?? []) {
      if (key !== undefined) await ask('texts.readEnd', { workflowId, key, lineCount: 5 });
    }
  }
  const submissions = await ask('submissions.list', { workflowId });
  for (const submission of submissions?.submissions.slice(0, MOST) ?? []) {
    for (const { index: jobscript } of submission.jobscripts.slice(0, MOST)) {
      await ask('submissions.readGrid', { workflowId, submission: submission.index, jobscript });
    }
  }
  return { isOpened: true, answers, errors };
}

function mustBeForPeople(error: unknown): void {
  if (error instanceof AppException && error.error.code !== 'internal') return;
  throw error;
}
