import { dirname } from 'node:path/posix';
import { type RunStatus, statusCode } from '../../../shared/model/status.ts';
import type { IndexLookup } from '../../generations/index-lookup.ts';
import type { WorkflowReader } from '../../generations/workflow-reader.ts';

/**
 * Files that hold the states of runs that have not ended: those of running ones, of which something will
 * be written the soonest, the folders that they lie in (a file that is replaced by another shows there),
 * and those of runs that are waiting.
 */
export function followedFiles(
  reader: WorkflowReader,
  lookup: IndexLookup,
): readonly (readonly string[])[] {
  const running = filesOf(reader, lookup, ['running']);
  const waiting = filesOf(reader, lookup, ['submitted', 'prepared', 'pending']);
  const folders = new Set([...running, ...waiting].map(dirname));
  return [[...running], [...folders], [...waiting]];
}

function filesOf(
  reader: WorkflowReader,
  lookup: IndexLookup,
  statuses: readonly RunStatus[],
): ReadonlySet<string> {
  const codes = statuses.map(statusCode);
  const { runs } = lookup.index;
  const files = new Set<string>();
  for (let row = 0; row < runs.count; row += 1) {
    if (!codes.includes(runs.status[row] ?? -1)) continue;
    const file = reader.fileOfRun(row, lookup);
    if (file !== undefined) files.add(file);
  }
  return files;
}
