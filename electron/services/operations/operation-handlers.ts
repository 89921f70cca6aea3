import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { HostProcedureName } from '../../../shared/contract/procedures.ts';
import { checkConvertTarget, startConvert } from './convert-operation.ts';
import { checkCopyTarget, startCopy } from './copy-operation.ts';
import { findKnownCopies } from './known-copies.ts';
import { LeftOvers } from './left-over-operations.ts';
import type { OperationParts } from './operation-parts.ts';
import { OperationRuns } from './operation-runs.ts';
import { Preflights } from './preflight.ts';
import { Removals } from './removal-operations.ts';
import { checkNewName, startRename } from './rename-operation.ts';

type Procedures = Extract<HostProcedureName, `operations.${string}`>;

export interface OperationService {
  readonly handlers: Handlers<Procedures>;
  /** What is being done, for people: `Copying study`. */
  busyWith(): readonly string[];
  /** Stops all operations, and waits until they have cleaned up. */
  close(): Promise<void>;
}

/** Copying, converting, renaming and taking away of whole workflows. */
export function operationService(parts: OperationParts): OperationService {
  const { bus, log, places } = parts;
  const runs = new OperationRuns((operation) => bus.emit('operation.changed', { operation }), log);
  const preflights = new Preflights(parts);
  const removals = new Removals(parts, runs);
  const leftOvers = new LeftOvers(parts, runs);
  const handlers: Handlers<Procedures> = {
    'operations.preflight': ({ subject, purpose }, context) =>
      preflights.look(subject, purpose, context),
    'operations.findCopies': async ({ token }, context) => {
      const found = preflights.find(token, ['trash', 'delete']);
      return { copies: await findKnownCopies(parts, found, context) };
    },
    'operations.checkTarget': async ({ token, name, placeId, withoutRunFiles }) => {
      const found = preflights.find(token, ['copy', 'convert', 'rename']);
      if (found.purpose === 'rename' || placeId === undefined) return checkNewName(found, name);
      const check = found.purpose === 'copy' ? checkCopyTarget : checkConvertTarget;
      return check(found, await places.find(placeId), name, withoutRunFiles);
    },
    'operations.copy': async (input) => {
      const found = preflights.find(input.token, ['copy']);
      return { operationId: await startCopy(parts, runs, found, input) };
    },
    'operations.convert': async (input) => {
      const found = preflights.find(input.token, ['convert']);
      return { operationId: await startConvert(parts, runs, found, input) };
    },
    'operations.rename': async (input) => {
      const found = preflights.find(input.token, ['rename']);
      return { operationId: await startRename(parts, runs, found, input) };
    },
    'operations.trash': (input) => ({
      operationId: removals.trash(preflights.find(input.token, ['trash']), input),
    }),
    'operations.delete': (input) => ({
      operationId: removals.delete(preflights.find(input.token, ['delete']), input),
    }),
    'operations.restore': (input) => ({ operationId: removals.restore(input) }),
    'operations.list': () => ({ operations: runs.list() }),
    'operations.cancel': ({ operationId }) => {
      runs.cancel(operationId);
      return {};
    },
    'operations.answerHeld': ({ operationId, answer }) => {
      runs.answerHeld(operationId, answer);
      return {};
    },
    'operations.dismiss': ({ operationId }) => {
      runs.dismiss(operationId);
      return {};
    },
    'operations.listLeftOvers': async () => ({ leftOvers: await leftOvers.list() }),
    'operations.cleanLeftOver': async ({ leftOverId }) => ({
      operationId: await leftOvers.clean(leftOverId),
    }),
    'operations.keepLeftOver': async ({ leftOverId }) => {
      await leftOvers.keep(leftOverId);
      return {};
    },
  };
  return { handlers, busyWith: () => runs.busyWith(), close: () => runs.close() };
}
