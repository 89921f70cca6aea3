import { describe, expect, test } from 'vitest';
import { causeGroups } from '../../../../electron/workers/reasons/cause-groups.ts';
import { failureRoots, victimsOf } from '../../../../electron/workers/reasons/failure-roots.ts';
import { LeafCache } from '../../../../electron/workers/reasons/leaf-values.ts';
import { LineageBuilder } from '../../../../electron/workers/reasons/lineage-index.ts';
import { succeededRuns, valuesOfRuns } from '../../../../electron/workers/reasons/run-values.ts';
import { separatorsOf, tieOf } from '../../../../electron/workers/reasons/separators.ts';
import { NONE, type RunIndex } from '../../../../shared/model/run-index.ts';
import { statusCode } from '../../../../shared/model/status.ts';

/**
 * A study of 2,000 elements of which the test knows the causes: texture and load each make 40 and 50
 * values, a second task reads every result. Parameters: textures, loads, results of both tasks.
 */
const ELEMENTS = 2000;
const TEXTURES = 40;
const LOADS = 50;
const textureOf = (element: number): number => Math.floor(element / LOADS);
const loadOf = (element: number): number => element % LOADS;

const LICENCE_LINE = 'License checkout failed: no seats (code -4,132)';
const licence = new Set(Array.from({ length: 58 }, (_, at) => (at * 1009 + 17) % ELEMENTS));
/** Three of the 50 elements of one texture, and one with its own exit code. */
const phase = new Set([7, 21, 33].map((load) => 12 * LOADS + load));
const NEEDLE = 37;
const allOf = [...licence].filter((element) => !phase.has(element) && element !== NEEDLE);

const exitCodeOf = (element: number): number => {
  if (element === NEEDLE) return 137;
  return phase.has(element) || licence.has(element) ? 1 : 0;
};

const RESULTS = TEXTURES + LOADS;
const rows = Array.from({ length: 2 * ELEMENTS }, (_, row) => row);

function study() {
  const code = rows.map((row) => (row < ELEMENTS ? exitCodeOf(row) : exitCodeOf(row - ELEMENTS)));
  const column = (of: (row: number) => number): Uint32Array => Uint32Array.from(rows, of);
  const statusOf = (row: number): number => {
    if (code[row] === 0) return statusCode('success');
    return statusCode(row < ELEMENTS ? 'error' : 'skipped');
  };
  const starts = Uint32Array.from({ length: rows.length + 1 }, (_, at) => at);
  const index: RunIndex = {
    asOfMs: 0,
    loops: [],
    hosts: [],
    elements: {
      count: rows.length,
      task: Uint16Array.from(rows, (row) => (row < ELEMENTS ? 0 : 1)),
      index: column((row) => row % ELEMENTS),
      elementSet: new Uint16Array(rows.length),
      iterationStart: starts,
    },
    iterations: {
      count: rows.length,
      element: column((row) => row),
      id: column((row) => row),
      ordinal: new Uint32Array(rows.length),
      loopIdx: new Int32Array(0),
      isInitialised: new Uint8Array(rows.length).fill(1),
      runStart: starts,
    },
    runs: {
      count: rows.length,
      iteration: column((row) => row),
      action: new Uint16Array(rows.length),
      attempt: new Uint16Array(rows.length),
      id: column((row) => row),
      status: Uint8Array.from(rows, statusOf),
      startUs: new Float64Array(rows.length),
      endUs: new Float64Array(rows.length),
      exitCode: Int32Array.from(rows, (row) => code[row] ?? 0),
      submission: new Int32Array(rows.length),
      jobscript: new Int32Array(rows.length),
      host: new Int32Array(rows.length).fill(NONE),
    },
  };
  const builder = new LineageBuilder(rows.length, RESULTS + 2 * ELEMENTS, (row) => row);
  for (const row of rows) {
    const element = row % ELEMENTS;
    const data =
      row < ELEMENTS
        ? {
            'inputs.texture': textureOf(element),
            'inputs.load': TEXTURES + loadOf(element),
            'outputs.response': RESULTS + element,
          }
        : {
            'inputs.response': RESULTS + element,
            'outputs.figure': RESULTS + ELEMENTS + element,
          };
    builder.add(row, data, {});
  }
  return { index, lineage: builder.finish() };
}

const context = { signal: new AbortController().signal, reportProgress: () => undefined };

describe('a generated study of 2,000 elements', () => {
  const { index, lineage } = study();
  const roots = failureRoots(index, lineage, () => true);
  const lineOf = (row: number): string =>
    phase.has(row) ? "KeyError: 'phase'" : `${LICENCE_LINE}, try ${row}`;
  const groups = causeGroups(index, lineage, roots, lineOf);

  test('three causes, each with its own runs and as many victims', () => {
    expect(groups.map(({ runs }) => runs.length)).toEqual([allOf.length, 3, 1]);
    expect(groups[1]?.runs).toEqual([...phase].sort((a, b) => a - b));
    expect(groups[2]).toMatchObject({ runs: [NEEDLE], exitCode: 137 });
    for (const { runs, skipped, knockOn } of groups) {
      expect(skipped).toEqual(runs.map((row) => row + ELEMENTS));
      expect(knockOn).toEqual([]);
    }
    expect(victimsOf(index, lineage, roots, [NEEDLE])).toEqual([NEEDLE + ELEMENTS]);
  });

  test('the texture is named for its three failures, nothing for those at random', async () => {
    const leaves = new LeafCache(async (parameter) => [
      true,
      parameter < TEXTURES ? `texture ${parameter}` : parameter,
    ]);
    const values = (of: readonly number[]) => valuesOfRuns(index, lineage, leaves, of, context);
    const succeeded = await values(succeededRuns(index, 0, 0));
    const tieOfGroup = async (at: number) =>
      tieOf(separatorsOf(await values(groups[at]?.runs ?? []), succeeded));
    expect(await tieOfGroup(1)).toMatchObject({
      path: 'inputs.texture',
      text: "'texture 12'",
      failed: 3,
    });
    expect(await tieOfGroup(0)).toBeUndefined();
    expect(await tieOfGroup(2)).toBeUndefined();
  });
});
