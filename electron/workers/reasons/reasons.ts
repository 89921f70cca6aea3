import type { CallContext } from '../../../shared/contract/handlers.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import type { IndexLookup } from '../../generations/index-lookup.ts';
import { plannedFlow } from '../../generations/planned-flow.ts';
import { SharedTask } from '../shared-task.ts';
import type { WorkflowData } from '../workflow-data.ts';
import { buildLineage } from './build-lineage.ts';
import { type CauseGroup, causeGroups } from './cause-groups.ts';
import { errorLinesOf } from './error-logs.ts';
import { doubtfulInputs, type FailureRoots, failureRoots } from './failure-roots.ts';
import { LeafCache } from './leaf-values.ts';
import type { LineageIndex } from './lineage-index.ts';
import { paceOf } from './pace.ts';
import { type TaskFlowIndex, taskFlow } from './task-flow.ts';

/** Asked for between two looks at whether to stop. */
const PARAMETERS_AT_ONCE = 5000;

/** Runs and the values between them. */
export interface Lineages {
  readonly index: RunIndex;
  readonly lookup: IndexLookup;
  readonly lineage: LineageIndex;
}

/** Lineages with what flows between tasks. */
export interface FlowingLineages extends Lineages {
  readonly flow: TaskFlowIndex;
}

/** Lineages with culprits and victims told apart. */
export interface RootedLineages extends Lineages {
  readonly roots: FailureRoots;
}

/**
 * What questions of why share: the lineage index, the root failures, the causes. Each is made when it
 * is first asked for, once, and kept until the workflow is closed.
 */
export class Reasons {
  readonly leaves: LeafCache;
  readonly #lineages: SharedTask<Lineages>;
  readonly #rooted: SharedTask<RootedLineages>;
  readonly #flowing: SharedTask<FlowingLineages>;
  readonly #quickCauses: SharedTask<readonly CauseGroup[]>;
  readonly #causes: SharedTask<readonly CauseGroup[]>;

  constructor(readonly data: WorkflowData) {
    this.leaves = new LeafCache((parameter) => data.parameter(parameter));
    this.#lineages = new SharedTask(async (context) => {
      const { lookup } = await data.runs(context);
      const lineage = await buildLineage(data.reader, lookup, context);
      return { index: lookup.index, lookup, lineage };
    });
    this.#rooted = new SharedTask((context) => this.#findRoots(context));
    this.#flowing = new SharedTask((context) => this.#findFlow(context));
    this.#quickCauses = new SharedTask(async (context) => {
      const { index, lineage, roots } = await this.rooted(context);
      return causeGroups(index, lineage, roots, () => undefined);
    });
    this.#causes = new SharedTask(async (context) => {
      const { index, lineage, roots } = await this.rooted(context);
      const lines = await errorLinesOf(data, index, roots.roots, context);
      return causeGroups(index, lineage, roots, (row) => lines.get(row)?.text);
    });
  }

  lineages(context: CallContext): Promise<Lineages> {
    return this.#lineages.get(context);
  }

  rooted(context: CallContext): Promise<RootedLineages> {
    return this.#rooted.get(context);
  }

  flowing(context: CallContext): Promise<FlowingLineages> {
    return this.#flowing.get(context);
  }

  /** Causes told apart by their error lines too. */
  causes(context: CallContext): Promise<readonly CauseGroup[]> {
    return this.#causes.get(context);
  }

  /** Causes by what the run index holds, without reading a log. */
  quickCauses(context: CallContext): Promise<readonly CauseGroup[]> {
    return this.#quickCauses.get(context);
  }

  async #findFlow(context: CallContext): Promise<FlowingLineages> {
    const lineages = await this.lineages(context);
    const { template, tasks, loops } = this.data.reader;
    const depthOf = (name: string): number =>
      Math.max(0, ...tasks.map((task) => task.loops.indexOf(name)));
    const names = loops.map(({ name }) => name);
    const sources = {
      index: lineages.index,
      lineage: lineages.lineage,
      taskInsertIds: tasks.map(({ insertId }) => insertId),
      outerFirst: names.sort((a, b) => depthOf(a) - depthOf(b)),
      planned: plannedFlow(template, tasks, loops),
    };
    return { ...lineages, flow: await taskFlow(sources, context) };
  }

  async #findRoots(context: CallContext): Promise<RootedLineages> {
    const lineages = await this.lineages(context);
    const { index, lineage } = lineages;
    const unset = new Set<number>();
    const doubtful = doubtfulInputs(index, lineage);
    const pace = paceOf('Finding causes', doubtful.length, context);
    for (let from = 0; from < doubtful.length; from += PARAMETERS_AT_ONCE) {
      await pace(from);
      const part = doubtful.subarray(from, from + PARAMETERS_AT_ONCE);
      const isSet = await this.data.reader.areParametersSet(part);
      for (const [at, parameter] of part.entries()) if (isSet[at] === 0) unset.add(parameter);
    }
    return { ...lineages, roots: failureRoots(index, lineage, (at) => unset.has(at)) };
  }
}
