import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { PersistentStore } from '../../electron/persistence/persistent-store.ts';
import { storeClsFromStr } from '../../electron/persistence/store-classes.ts';
import { writeRecords } from '../../electron/persistence/write-records.ts';
import { parameterStudy } from '../../electron/sample/parameter-study.ts';
import { toDict, toPy } from '../../electron/sample/plain.ts';
import { median } from './results.ts';
import { machineLine, markdownTable, writeSection } from './section.ts';

/**
 * Measures what commits to workflows of many elements cost, from the call until the files are there.
 *
 * `commit-cost.js [--elements N]… [--rounds N] [--write]`
 */
const { values } = parseArgs({
  options: {
    elements: { type: 'string', multiple: true, default: ['1000', '10000'] },
    rounds: { type: 'string', default: '5' },
    write: { type: 'boolean', default: false },
  },
});

/** As long as the disk takes to sync is not the store's. */
const OPTIONS = { isSynced: false };
const ROUNDS = Number(values.rounds);

const COLUMNS = ['all elements', 'one element more', 'times of a run', 'a submission', 'a value'];

async function timedMs(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

/** An element with its iteration and a run, in one commit. */
async function addElement(store: PersistentStore, at: number): Promise<void> {
  const [input, output] = await store.addManyParameters([
    { value: toPy({ value: at }), source: toDict({ type: 'local_input', task_insert_ID: 0 }) },
    { source: toDict({ type: 'EAR_output', task_insert_ID: 0, element_idx: at, run_idx: 0 }) },
  ]);
  const indices = { 'inputs.p1': input ?? 0, 'outputs.p2': output ?? 0 };
  const metadata = { submission_idx: null, success: null, start_time: null, end_time: null };
  const iteration = {
    global_idx: at,
    data_idx: indices,
    EARs_initialised: true,
    actions: { '0': [{ index: at, metadata, data_idx: indices }] },
    schema_parameters: Object.keys(indices),
    loop_idx: {},
  };
  const element = { iterations_idx: [at], es_idx: 0, seq_idx: {}, src_idx: {} };
  await store.addElements(0, 0, [toDict(element)], [toDict(iteration)]);
}

async function measure(kind: 'json' | 'zarr', elements: number, folder: string) {
  const study = parameterStudy({ elements });
  const path = join(folder, `${kind}-${elements}`);
  const all: number[] = [];
  const each: number[][] = [[], [], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    rmSync(path, { recursive: true, force: true });
    all.push(await timedMs(() => writeRecords(path, study, kind, OPTIONS)));
    const context = { path, isInBatch: true };
    const store = await storeClsFromStr(kind).open(context, OPTIONS);
    const committed = (change: () => Promise<unknown>): Promise<number> =>
      timedMs(async () => {
        await change();
        await store.commitPending();
      });
    const output = await store.addUnsetParameterData(toDict({ type: 'EAR_output' }));
    await store.commitPending();
    each[0]?.push(await committed(() => addElement(store, elements)));
    each[1]?.push(
      await committed(async () => {
        await store.setEARStart(0, elements - 1, 0, 0);
        await store.setEAREnd(0, elements - 1, 0, 0);
      }),
    );
    each[2]?.push(
      await committed(() =>
        store.addSubmission(toDict({ submission_attempts: [], jobscripts: [] })),
      ),
    );
    each[3]?.push(await committed(() => store.setParameter(output, toPy({ result: [1, 2, 3] }))));
  }
  const inMs = (list: readonly number[]): string => `${median(list).toFixed(1)} ms`;
  return [kind, String(elements), inMs(all), ...each.map(inMs)];
}

const folder = mkdtempSync(join(tmpdir(), 'earshot-commits-'));
try {
  const rows: string[][] = [];
  for (const elements of values.elements.map(Number)) {
    for (const kind of ['json', 'zarr'] as const) {
      rows.push(await measure(kind, elements, folder));
      process.stderr.write(`${kind}, ${elements} elements: measured\n`);
    }
  }
  const table = markdownTable(['store', 'elements', ...COLUMNS], rows);
  const text = `${machineLine(values.rounds)}\n\n${table}`;
  process.stdout.write(`${text}\n`);
  if (values.write) writeSection('bench-commits', text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
