import { AppException } from '../../../shared/contract/errors.ts';
import type { CallContext, Handlers } from '../../../shared/contract/handlers.ts';
import type { Output } from '../../../shared/contract/procedures.ts';
import { isFailure, statusOfCode } from '../../../shared/model/status.ts';
import type { WorkflowData } from '../workflow-data.ts';
import { measureDisk } from './disk-use.ts';
import { errorLinesOf } from './error-logs.ts';
import { failuresOf, separatorsOfAction } from './failure-answers.ts';
import { criticalFlow, flowPath } from './flow-path.ts';
import { focusGraph } from './focus-graph.ts';
import { lineagePath } from './lineage-path.ts';
import { producerOf, readersOf } from './lineage-walks.ts';
import { mapRows } from './map-rows.ts';
import { findNaNOutputs } from './nan-outputs.ts';
import { readDiff } from './read-diff.ts';
import { type Lineages, Reasons } from './reasons.ts';
import { whyOf } from './why.ts';

/** A graph of more runs says nothing. */
const MOST_NODES = 200;

type ReasonProcedure =
  | 'failures.listCauses'
  | 'failures.readSeparators'
  | 'runs.readWhy'
  | 'runs.readDiff'
  | 'lineage.readValue'
  | 'lineage.readFocus'
  | 'lineage.readPath'
  | 'lineage.readMapRows'
  | 'flow.read'
  | 'flow.readPath'
  | 'flow.findCriticalPath'
  | 'outputs.findNaN'
  | 'workflow.measureDisk';

/** The procedures that ask why. */
export function reasonHandlers(data: WorkflowData): Handlers<ReasonProcedure> {
  const reasons = new Reasons(data);
  const checkRow = (row: number, count: number): void => {
    if (row < count) return;
    throw new AppException({
      code: 'not-found',
      message: `The workflow has no run in row ${row}.`,
    });
  };
  return {
    'failures.listCauses': (input, context) => failuresOf(reasons, input, context),
    'failures.readSeparators': (input, context) => separatorsOfAction(reasons, input, context),
    'runs.readWhy': async ({ row }, context) => {
      const lineages = await reasons.rooted(context);
      checkRow(row, lineages.index.runs.count);
      return { ...whyOf(lineages, row), ...(await lineOf(data, lineages, row, context)) };
    },
    'runs.readDiff': async (input, context) => {
      const lineages = await reasons.lineages(context);
      checkRow(Math.max(input.row, input.other ?? 0), lineages.index.runs.count);
      return readDiff(reasons, lineages, input, context);
    },
    'lineage.readValue': async ({ parameter }, context) => {
      const { lineage } = await reasons.lineages(context);
      const writer = producerOf(lineage, parameter);
      return {
        ...(writer === undefined ? {} : { writer }),
        readers: readersOf(lineage, parameter).slice(),
      };
    },
    'lineage.readFocus': async ({ row, above, below, opened }, context) => {
      const { lineage } = await reasons.lineages(context);
      checkRow(row, lineage.runCount);
      const options = { above, below, opened: new Set(opened), mostNodes: MOST_NODES };
      return ownCopy(focusGraph(lineage, row, options));
    },
    'lineage.readPath': async ({ row }, context) => {
      const { lineage } = await reasons.lineages(context);
      checkRow(row, lineage.runCount);
      return lineagePath(lineage, row);
    },
    'lineage.readMapRows': async (_input, context) => {
      const { index, lineage } = await reasons.lineages(context);
      return mapRows(index, lineage, data.reader.tasks.length, context);
    },
    'flow.read': async (_input, context) => ({
      edges: [...(await reasons.flowing(context)).flow.edges],
    }),
    'flow.readPath': async ({ row }, context) => {
      const { lineage, flow } = await reasons.flowing(context);
      checkRow(row, lineage.runCount);
      return flowPath(lineage, flow, row);
    },
    'flow.findCriticalPath': async (_input, context) => {
      const { index, lineage, flow } = await reasons.flowing(context);
      return criticalFlow(index, lineage, flow);
    },
    'outputs.findNaN': (_input, context: CallContext) => findNaNOutputs(reasons, context),
    'workflow.measureDisk': (_input, context) => measureDisk(data, context),
  };
}

/** Last error line of a run that failed, where it is hard to find: in a log of several runs. */
async function lineOf(
  data: WorkflowData,
  { index }: Lineages,
  row: number,
  context: CallContext,
): Promise<Pick<Output<'runs.readWhy'>, 'line'>> {
  if (!isFailure(statusOfCode(index.runs.status[row] ?? 0))) return {};
  const line = (await errorLinesOf(data, index, [row], context)).get(row);
  return line?.isShared === true ? { line: line.text } : {};
}

/** The same, of types that may be changed. */
function ownCopy(graph: ReturnType<typeof focusGraph>): Output<'lineage.readFocus'> {
  return {
    nodes: [...graph.nodes],
    edges: graph.edges.map((edge) => ({ ...edge, paths: [...edge.paths] })),
  };
}
