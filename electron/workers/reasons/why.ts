import type { Why } from '../../../shared/contract/reasons.ts';
import { rootsOf, victimsOf } from './failure-roots.ts';
import type { LineageIndex } from './lineage-index.ts';
import { forEachReference, readersOf } from './lineage-walks.ts';
import type { RootedLineages } from './reasons.ts';

/** Why a run ended as it did: what it waited for in vain, what it took down, who shares its inputs. */
export function whyOf({ index, lineage, roots }: RootedLineages, row: number): Omit<Why, 'line'> {
  const isCulprit = roots.isRoot(row);
  const victims = isCulprit || roots.isVictim(row) ? victimsOf(index, lineage, roots, [row]) : [];
  const knockOn = new Set(roots.knockOn);
  return {
    roots: Uint32Array.from(isCulprit ? [] : rootsOf(index, lineage, roots, row)),
    skipped: Uint32Array.from(victims.filter((victim) => !knockOn.has(victim))),
    knockOn: Uint32Array.from(victims.filter((victim) => knockOn.has(victim))),
    isKnockOn: knockOn.has(row),
    shares: sharesOf(index, lineage, row),
  };
}

/** Inputs that other runs of the same action and iteration read too, the fewest readers first. */
function sharesOf(
  index: RootedLineages['index'],
  lineage: LineageIndex,
  row: number,
): Why['shares'] {
  const { runs, iterations, elements } = index;
  const keyOf = (at: number): string => {
    const iteration = runs.iteration[at] ?? 0;
    const task = elements.task[iterations.element[iteration] ?? 0];
    return `${task} ${runs.action[at]} ${iterations.ordinal[iteration]}`;
  };
  const own = keyOf(row);
  const shares: Why['shares'] = [];
  forEachReference(lineage, row, (parameter, path, isWrite) => {
    if (isWrite || !(path.startsWith('inputs.') || path.startsWith('input_files.'))) return;
    const alike = readersOf(lineage, parameter).filter((reader) => keyOf(reader) === own);
    if (alike.length > 1) shares.push({ path, parameter, runs: alike.slice() });
  });
  return shares.sort((a, b) => a.runs.length - b.runs.length);
}
