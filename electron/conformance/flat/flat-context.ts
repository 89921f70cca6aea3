import { AppException } from '../../../shared/contract/errors.ts';
import { type FlatSubmission, flatSubmissions } from '../../generations/flat-submissions.ts';
import { IndexLookup } from '../../generations/index-lookup.ts';
import { openFlatWorkflow } from '../../generations/open-reader.ts';
import { recognise } from '../../generations/recognise.ts';
import type { WorkflowReader } from '../../generations/workflow-reader.ts';
import type { FlatStore } from '../../persistence/flat/flat-store.ts';
import { DEFAULT_TS_FMT, timeParser } from '../../persistence/timestamps.ts';
import type { PyDict } from '../../persistence/values.ts';
import type { Findings } from '../findings.ts';

/** What the sections of a truth file of GEN2 and later are compared with. */
export interface FlatContext {
  readonly store: FlatStore;
  readonly reader: WorkflowReader;
  /** The run index: what the views are made of. */
  readonly lookup: IndexLookup;
  readonly submissions: readonly FlatSubmission[];
  readonly findings: Findings;
  readonly truth: PyDict;
  /**
   * Elements of the tasks in template order as hpcflow gives them: where tasks were inserted, its Zarr
   * store takes the row of the task at the place that the ID names (T4).
   */
  readonly taken: readonly (readonly number[])[];
  readonly isMistaken: boolean;
  /** Position of the task and index within it, by element ID. */
  readonly elementPlaces: ReadonlyMap<number, { readonly task: number; readonly index: number }>;
  /** Number of an alpha version of hpcflow 0.2.0; `undefined` for others. */
  readonly alpha: number | undefined;
}

export async function flatContext(
  path: string,
  truth: PyDict,
  findings: Findings,
): Promise<FlatContext> {
  const found = await recognise(path);
  if (found.kind !== 'workflow') {
    throw new AppException({ code: 'unsupported-format', message: found.reason, path });
  }
  const { reader, store } = await openFlatWorkflow(found);
  const { index, problems } = await reader.buildIndex({
    signal: new AbortController().signal,
    reportProgress: () => undefined,
  });
  for (const { message } of [...reader.problems, ...problems])
    findings.differs('problems', message);
  const parse = timeParser(store.getTsFmt()) ?? (() => undefined);
  const tasks = await store.getTasks();
  const rows = new Map(tasks.map(({ id_, element_IDs }) => [id_, element_IDs]));
  const isInserted = tasks.some(({ id_ }, position) => id_ !== position);
  const isMistaken = isInserted && store.storeName !== 'json';
  if (isMistaken) findings.followed('T4');
  const taken = tasks.map(({ id_, element_IDs }) => {
    const other = tasks[id_]?.id_;
    return (isMistaken && other !== undefined ? rows.get(other) : undefined) ?? element_IDs;
  });
  const alpha = /^0\.2\.0a(\d+)$/.exec(String(truth.get('hpcflow_version')))?.[1];
  return {
    store,
    reader,
    lookup: new IndexLookup(index, reader.tasks.length),
    submissions: flatSubmissions(
      await store.getSubmissions(),
      parse,
      timeParser(DEFAULT_TS_FMT) ?? parse,
    ),
    findings,
    truth,
    taken,
    isMistaken,
    elementPlaces: new Map(
      tasks.flatMap(({ element_IDs }, task) =>
        element_IDs.map((id, index) => [id, { task, index }] as const),
      ),
    ),
    alpha: alpha === undefined ? undefined : Number(alpha),
  };
}
