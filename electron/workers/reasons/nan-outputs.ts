import type { CallContext } from '../../../shared/contract/handlers.ts';
import type { NaNOutputs } from '../../../shared/contract/reasons.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import { problemOf } from '../../generations/problem-of.ts';
import { forEachReference } from './lineage-walks.ts';
import { countNaN } from './not-a-number.ts';
import { paceOf } from './pace.ts';
import type { Lineages, Reasons } from './reasons.ts';

/** Outputs of one run. */
interface Output {
  readonly row: number;
  readonly parameter: number;
  readonly path: string;
}

function outputsOfSuccesses({ index, lineage }: Lineages): readonly Output[] {
  const outputs: Output[] = [];
  for (let row = 0; row < index.runs.count; row += 1) {
    const status = statusOfCode(index.runs.status[row] ?? 0);
    if (status !== 'success' && status !== 'complete') continue;
    forEachReference(lineage, row, (parameter, path, isWrite) => {
      if (isWrite && path.startsWith('outputs.')) outputs.push({ row, parameter, path });
    });
  }
  return outputs;
}

/**
 * Wrong but green: runs that ended well with NaN in what they gave. Those that were given NaN already
 * are marked, so that the first of a chain stands out.
 *
 * @throws {AppException} `cancelled`
 */
export async function findNaNOutputs(reasons: Reasons, context: CallContext): Promise<NaNOutputs> {
  const lineages = await reasons.lineages(context);
  const outputs = outputsOfSuccesses(lineages);
  const counts = new Map<number, number>();
  let unreadCount = 0;
  const pace = paceOf('Looking for NaN', outputs.length, context);
  for (const [at, { parameter }] of outputs.entries()) {
    await pace(at);
    try {
      const [isSet, value] = await reasons.data.parameter(parameter);
      if (!isSet) continue;
      const { count, isPartial } = await countNaN(value);
      if (isPartial) unreadCount += 1;
      if (count > 0) counts.set(parameter, count);
    } catch (error) {
      problemOf(error);
      unreadCount += 1;
    }
  }
  const hasNaNInput = (row: number): boolean => {
    let found = false;
    forEachReference(lineages.lineage, row, (parameter, _path, isWrite) => {
      found ||= !isWrite && counts.has(parameter);
    });
    return found;
  };
  return {
    valueCount: outputs.length,
    unreadCount,
    found: outputs.flatMap(({ row, parameter, path }) => {
      const count = counts.get(parameter);
      return count === undefined ? [] : [{ row, path, count, isInherited: hasNaNInput(row) }];
    }),
  };
}
