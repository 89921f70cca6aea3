import type { SeriesPlace } from '../../shared/contract/across.ts';
import type { ArraysAcross } from '../../shared/contract/comparison.ts';
import type { Task } from '../../shared/contract/documents.ts';
import type { Problem } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { ArrayInfo } from '../../shared/contract/values.ts';
import { problemOf } from '../generations/problem-of.ts';
import { type AcrossPlaces, acrossRows } from './across-rows.ts';
import { paceOf } from './reasons/pace.ts';
import { partOf } from './value-leaves.ts';
import { arrayInfo, arrayOf } from './value-summary.ts';
import type { WorkflowData } from './workflow-data.ts';

/** Problems that are told; a broken store would give one per element. */
const MOST_PROBLEMS = 100;
const NOTHING = -1;

interface ArraysQuestion extends Pick<AcrossPlaces, 'iterations' | 'element'> {
  readonly place: SeriesPlace;
}

/**
 * The arrays at one place of all elements of a task, without their items: a view reads of them what
 * it shows. Groups of parameters hold no array of their own.
 *
 * @throws {AppException} `cancelled`
 */
export async function listArraysAcross(
  data: WorkflowData,
  task: Task,
  { place, ...which }: ArraysQuestion,
  context: CallContext,
): Promise<ArraysAcross> {
  const rows = await acrossRows(data, task, { ...which, entries: [place.entry] }, context.signal);
  const parameters = new Int32Array(rows.length).fill(NOTHING);
  const codes = new Int32Array(rows.length).fill(NOTHING);
  const infos = new Map<string, { readonly code: number; readonly info: ArrayInfo }>();
  const problems: Problem[] = [];
  const pace = paceOf('Looking for arrays', rows.length, context);
  for (const [row, { element, references }] of rows.entries()) {
    await pace(row);
    const [parameter] = references;
    if (typeof parameter !== 'number') continue;
    try {
      const [isSet, value] = await data.parameter(parameter);
      const part = isSet ? partOf(value, place.path) : undefined;
      const array = part === undefined ? undefined : arrayOf(part);
      if (array === undefined) continue;
      const info = arrayInfo(array);
      const key = JSON.stringify(info);
      const known = infos.get(key) ?? { code: infos.size, info };
      infos.set(key, known);
      parameters[row] = parameter;
      codes[row] = known.code;
    } catch (error) {
      if (problems.length < MOST_PROBLEMS) {
        problems.push({ ...problemOf(error), place: `element ${element}` });
      }
    }
  }
  return {
    elements: Uint32Array.from(rows, ({ element }) => element),
    iterations: Uint32Array.from(rows, ({ iteration }) => iteration),
    parameters,
    codes,
    infos: Array.from(infos.values(), ({ info }) => info),
    problems,
  };
}
