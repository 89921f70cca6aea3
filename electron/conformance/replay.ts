import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { PersistentStore } from '../persistence/persistent-store.ts';
import { storeClsFromStr } from '../persistence/store-classes.ts';
import { isDict, isList, type PyValue } from '../persistence/values.ts';
import { compareValues } from './compare-values.ts';
import { dictPairs } from './decode-value.ts';
import { withSortedSets } from './encode-value.ts';
import { Findings } from './findings.ts';
import { outcomeOf, raisedName } from './outcome.ts';
import { emptyWorkflow, perform } from './replay-calls.ts';
import { type RecordedCall, type ReplayCase, readReplayCase } from './replay-case.ts';
import { compareFolders } from './replay-compare.ts';
import {
  ADDS_A_PARAMETER,
  elementsWithoutT5,
  type MixedArrays,
  mixedArrays,
  ruleOfRaised,
} from './replay-faults.ts';
import { elementsWithoutT3 } from './replay-repeats.ts';
import { ReplayedStore } from './replay-stores.ts';

/** Methods whose result is a parameter value, in its own encoding. */
const VALUE_METHODS = ['get_parameter_data'];

/** Maps with integer keys as our documents have them: with texts. */
function withTextKeys(value: PyValue): PyValue {
  const pairs = dictPairs(value);
  if (pairs !== undefined) {
    return new Map(pairs.map(([key, item]) => [String(key), withTextKeys(item)]));
  }
  if (isList(value)) return value.map(withTextKeys);
  if (!isDict(value)) return value;
  const tuple = value.size === 1 ? value.get('__tuple__') : undefined;
  if (isList(tuple)) return tuple.map(withTextKeys);
  return new Map([...value].map(([key, item]) => [key, withTextKeys(item)]));
}

class Replay {
  readonly #stores = new Map<string, ReplayedStore>();
  readonly #path: string;
  readonly #mixed: MixedArrays;
  /** Elements of each task of a Zarr store before the case began, by insert ID. */
  #elementsBefore: ReadonlyMap<number, number> = new Map();
  /** Tasks that are in a loop, by insert ID. */
  readonly #inLoops = new Set<number>();

  #hasOverwritten = false;

  constructor(
    readonly recorded: ReplayCase,
    readonly place: string,
    readonly findings: Findings,
    readonly afterCall: (path: string, call: RecordedCall) => void,
  ) {
    this.#path = join(place, recorded.workflowName);
    this.#mixed = mixedArrays(recorded);
  }

  async run(): Promise<void> {
    const { recorded } = this;
    if (recorded.hasBefore) {
      copyWritable(join(recorded.folder, 'before'), this.#path);
      await this.#lookAtBefore();
    }
    try {
      for (const call of [...recorded.calls].sort((a, b) => a.seq - b.seq)) {
        await this.#call(call);
        this.afterCall(this.#path, call);
        if (this.#hasOverwritten) return;
      }
    } finally {
      for (const store of this.#stores.values()) await store.leaveCachedLoad();
    }
    await this.#compareAfter('after', this.#path);
    if (existsSync(join(recorded.folder, 'after-copied'))) {
      const [copy] = recorded.calls.filter(({ method }) => method === 'copy');
      const target = basename(String(copy?.args.get('path')));
      await this.#compareAfter('after-copied', join(this.place, target));
    }
  }

  async #lookAtBefore(): Promise<void> {
    if (this.recorded.store === 'json') return;
    const context = { path: this.#path, isInBatch: false };
    const store = await storeClsFromStr('zarr').open(context);
    const tasks = (await store.getTemplate()).get('tasks');
    const counts = new Map<number, number>();
    for (const [index, task] of (isList(tasks) ? tasks : []).entries()) {
      const insertId = Number(isDict(task) ? task.get('insert_ID') : -1);
      counts.set(insertId, await store.countTaskElements(index, insertId));
    }
    this.#elementsBefore = counts;
    const loops = (await store.getTemplate()).get('loops');
    for (const loop of isList(loops) ? loops : []) this.#noteLoop(loop);
  }

  #noteLoop(loop: PyValue | undefined): void {
    const tasks = isDict(loop) ? loop.get('task_insert_IDs') : undefined;
    for (const insertId of isList(tasks) ? tasks : []) this.#inLoops.add(Number(insertId));
  }

  async #compareAfter(name: string, actual: string): Promise<void> {
    const { recorded, findings } = this;
    if (name === 'after' && !recorded.hasAfter) {
      if (existsSync(actual)) findings.differs('after', 'the workflow is still there');
      return;
    }
    if (!existsSync(actual)) return findings.differs(name, 'the workflow is not there');
    const expected = join(recorded.folder, name);
    await compareFolders(expected, actual, recorded.store, findings, this.#mixed);
  }

  async #call(call: RecordedCall): Promise<void> {
    const place = `${call.seq} ${call.method}`;
    if (call.instance === undefined) return this.#create(call, place);
    const known = this.#stores.get(call.instance);
    const store = known ?? new ReplayedStore(this.recorded.store, this.#path);
    this.#stores.set(call.instance, store);
    if (call.method === 'cached_load') {
      await (call.event === 'exit' ? store.leaveCachedLoad() : store.enterCachedLoad());
      return;
    }
    const opened = await store.opened();
    store.prepare(call.isInBatch, call.times);
    if (await this.#overwrites(call, opened)) return;
    await this.#compare(call, place, () => perform(opened, call.method, this.#argsOf(call)));
  }

  /**
   * T7: after a gap hpcflow's JSON store gives a new parameter the number of one that is there. The
   * two folders hold different values from there on.
   */
  async #overwrites(call: RecordedCall, store: PersistentStore): Promise<boolean> {
    const { returns, method } = call;
    if (this.recorded.store !== 'json' || !ADDS_A_PARAMETER.includes(method)) return false;
    if (typeof returns !== 'number' || !(await store.checkParametersExist(returns))) return false;
    const numbers = [...(await store.getAllParameterData()).keys()];
    if (Math.max(...numbers) < numbers.length) return false;
    this.findings.followed('T7');
    this.#hasOverwritten = true;
    return true;
  }

  /** Arguments with paths in our folder. */
  #argsOf(call: RecordedCall): RecordedCall['args'] {
    const path = call.args.get('path');
    if (typeof path !== 'string') return call.args;
    return new Map([...call.args, ['path', join(this.place, basename(path))]]);
  }

  async #create(call: RecordedCall, place: string): Promise<void> {
    const workflow = emptyWorkflow(call.args, this.#path);
    if (workflow.replacedDir !== undefined) {
      renameSync(this.#path, join(this.place, basename(workflow.replacedDir)));
      this.#elementsBefore = new Map();
      this.#inLoops.clear();
    }
    await this.#compare(call, place, async () => {
      const options = { retry: { waitsMs: [] }, isSynced: false };
      await storeClsFromStr(this.recorded.store).writeEmptyWorkflow(workflow, options);
      return null;
    });
  }

  async #compare(call: RecordedCall, place: string, work: () => Promise<PyValue>): Promise<void> {
    const { findings } = this;
    const outcome = await outcomeOf(work);
    if (call.raises !== undefined) {
      const name = raisedName(call.raises);
      if ('value' in outcome) this.#compareRaised(call, call.raises, outcome.value, place);
      else if (outcome.pythonName === name) findings.raised(`${name} as hpcflow`);
      else findings.differs(place, `${call.raises} expected, ${outcome.error.message} found`);
      return;
    }
    if ('error' in outcome) {
      return findings.differs(place, `a result expected, but ${outcome.error.message}`);
    }
    const isValue = VALUE_METHODS.includes(call.method);
    let expected = isValue ? withSortedSets(call.returns) : withTextKeys(call.returns);
    if (call.method === 'get_task_elements' && this.recorded.store === 'zarr') {
      const before = this.#elementsBefore.get(Number(call.args.get('task_insert_ID'))) ?? 0;
      expected = elementsWithoutT3(expected, outcome.value, before, findings);
      expected = elementsWithoutT5(expected, outcome.value, findings);
    }
    if (call.method === 'add_loop') this.#noteLoop(call.args.get('loop_js'));
    compareValues(expected, outcome.value, place, findings, { isOrdered: isValue });
  }

  #compareRaised(call: RecordedCall, raised: string, value: PyValue, place: string): void {
    const { findings, recorded } = this;
    const rule =
      recorded.store === 'zarr'
        ? ruleOfRaised(call, raisedName(raised), value, this.#inLoops, this.#mixed)
        : undefined;
    if (rule !== undefined) findings.followed(rule);
    else findings.differs(place, `${raised} expected, a value found`);
  }
}

function copyWritable(from: string, to: string): void {
  // Recorded folders may be read-only, and so may be what holds them.
  cpSync(from, to, { recursive: true, mode: 0 });
}

/**
 * Replays recorded calls of hpcflow's stores on ours, and compares what they return and the folder
 * that is left (docs/persistence.md).
 *
 * @param folder - With `calls.json`, and `before` and `after` where the case has them.
 * @param afterCall - Told of every call, with the folder it was carried out on.
 */
export async function replayCase(
  folder: string,
  afterCall: (path: string, call: RecordedCall) => void = () => undefined,
): Promise<Findings> {
  const findings = new Findings();
  const place = mkdtempSync(join(tmpdir(), 'earshot-replay-'));
  try {
    await new Replay(readReplayCase(folder), place, findings, afterCall).run();
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  return findings;
}
