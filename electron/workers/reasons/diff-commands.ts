import type { CallContext } from '../../../shared/contract/handlers.ts';
import type { DiffLine } from '../../../shared/contract/reasons.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import { problemOf } from '../../generations/problem-of.ts';
import { filesOfRun } from '../run-files.ts';
import type { WorkflowData } from '../workflow-data.ts';

/** Read of a commands file; longer ones are compared by their beginning. */
const MOST_BYTES = 64 * 1024;

/** Lines of the commands of two runs, by their number; none where hpcflow keeps no commands file. */
export async function commandLines(
  data: WorkflowData,
  index: RunIndex,
  left: number,
  right: number,
  context: CallContext,
): Promise<DiffLine[]> {
  const own = await commandsOf(data, index, left, context);
  const other = await commandsOf(data, index, right, context);
  if (own === undefined || other === undefined) return [];
  return Array.from({ length: Math.max(own.length, other.length) }, (_, at) => {
    const [a, b] = [own[at], other[at]];
    return {
      part: 'commands',
      path: `line ${at + 1}`,
      ...(a === undefined ? {} : { left: a }),
      ...(b === undefined ? {} : { right: b }),
      differs: a !== b,
    };
  });
}

async function commandsOf(
  data: WorkflowData,
  index: RunIndex,
  row: number,
  context: CallContext,
): Promise<readonly string[] | undefined> {
  const { task, ...place } = placeOfRun(index, row);
  const taskInsertId = data.tasks[task]?.insertId;
  if (taskInsertId === undefined) return undefined;
  try {
    const { files } = await filesOfRun(data, { workflowId: '', taskInsertId, ...place }, context);
    const key = files.find(({ role, state }) => role === 'commands' && state === 'there')?.key;
    const bytes =
      key === undefined ? undefined : data.reader.files.tryReadRange(key, 0, MOST_BYTES);
    if (bytes === undefined) return undefined;
    const lines = new TextDecoder().decode(bytes).trimEnd().split(/\r?\n/);
    return lines.filter((line) => line.trim() !== '');
  } catch (error) {
    // The inspector says what is wrong with the file.
    problemOf(error);
    return undefined;
  }
}
