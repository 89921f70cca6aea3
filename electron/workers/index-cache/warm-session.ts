import { setTimeout as delay } from 'node:timers/promises';
import type { CallContext, Handlers } from '../../../shared/contract/handlers.ts';
import {
  isWorkflowProcedure,
  PROCEDURE_NAMES,
  type WorkflowProcedureName,
} from '../../../shared/contract/procedures.ts';
import { copyOfIndex } from '../copy-index.ts';
import type { WorkflowSession } from '../session.ts';
import type { CachedIndex } from './cached-index.ts';

/** Reading documents keeps the thread busy: it begins when the page has had nothing to ask so long. */
const QUIET_MS = 100;
/** It begins after this in any case. */
const MOST_QUIETS = 5;

/** One entry of the handler table, whatever its procedure: name and input are a pair already. */
type AnyHandler = (input: unknown, context: CallContext) => unknown;

/**
 * A workflow that was opened before: what a page shows first is answered at once, as it was then. All
 * else waits for the files, which are read in the background. Once `workflow.readFreshness` has
 * answered, everything is of the files.
 *
 * @param openWhole - Opens the workflow itself; called again when it failed.
 */
export function warmSession(
  entry: CachedIndex,
  openWhole: () => Promise<WorkflowSession>,
): WorkflowSession {
  let whole: Promise<WorkflowSession> | undefined;
  let checked: WorkflowSession | undefined;
  let answered = 0;

  const opened = (): Promise<WorkflowSession> => {
    if (whole !== undefined) return whole;
    const opening = quiet(() => answered).then(openWhole);
    opening.catch(() => {
      if (whole === opening) whole = undefined;
    });
    whole = opening;
    return opening;
  };
  const ofFiles =
    (name: WorkflowProcedureName): AnyHandler =>
    async (input, context) =>
      ((await opened()).handlers[name] as AnyHandler)(input, context);
  // Every name has its own handler, of the table of the whole session.
  const delegates = Object.fromEntries(
    PROCEDURE_NAMES.filter(isWorkflowProcedure).map((name) => [name, ofFiles(name)]),
  ) as unknown as Handlers<WorkflowProcedureName>;

  const handlers: Handlers<WorkflowProcedureName> = {
    ...delegates,
    'workflow.readStructure': (input, context) => {
      answered += 1;
      return checked?.handlers['workflow.readStructure'](input, context) ?? entry.structure;
    },
    'workflow.readCounts': (input, context) => {
      answered += 1;
      return (
        checked?.handlers['workflow.readCounts'](input, context) ?? {
          ...entry.counts,
          isFromCache: true,
        }
      );
    },
    'workflow.readRunIndex': (input, context) => {
      answered += 1;
      return checked?.handlers['workflow.readRunIndex'](input, context) ?? copyOfIndex(entry.index);
    },
    'workflow.readFreshness': async (input, context) => {
      const session = await opened();
      const freshness = await session.handlers['workflow.readFreshness'](input, context);
      checked = session;
      return freshness;
    },
  };
  return {
    identity: entry.structure.identity,
    handlers,
    async close() {
      const session = await whole?.catch(() => undefined);
      await session?.close();
    },
  };
}

async function quiet(answered: () => number): Promise<void> {
  for (let waits = 0; waits < MOST_QUIETS; waits += 1) {
    const before = answered();
    await delay(QUIET_MS);
    if (answered() === before) return;
  }
}
