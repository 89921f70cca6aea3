import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostClient, Progress } from '../../../shared/contract/client.ts';
import type { EventPayload } from '../../../shared/contract/events.ts';
import {
  type Input,
  type Output,
  PROCEDURE_NAMES,
  PROCEDURES,
  type ProcedureName,
} from '../../../shared/contract/procedures.ts';
import { operationsSuite } from './operations-suite.ts';
import {
  findPlace,
  type KnownPlace,
  namesNothing,
  unwrap,
  VALID_INPUTS,
} from './procedure-inputs.ts';

/** A host that is running, as the suite needs it. */
export interface HostUnderTest {
  readonly client: HostClient;
  /** Two different workflows that the host may open; the first has an array parameter. */
  readonly workflows: readonly [string, string];
  /** One more, which will not be there afterwards. */
  readonly expendable: string;
  /** A folder the host may look at that is no workflow. */
  readonly emptyFolder: string;
  /** Makes the workers of all open workflows crash. */
  crashWorkers(): Promise<void>;
  close(): Promise<void>;
}

/** What every host must do, seen from its client; the same for all of them. */
export function hostSuite(name: string, start: () => Promise<HostUnderTest>): void {
  describe(`host: ${name}`, () => {
    let host: HostUnderTest;
    let client: HostClient;
    let place: KnownPlace;

    beforeAll(async () => {
      host = await start();
      client = host.client;
      place = await findPlace(client, host.workflows[0]);
    }, 60_000);
    afterAll(() => host?.close());

    const callAny = <N extends ProcedureName>(procedure: N) =>
      client.call(procedure, VALID_INPUTS[procedure](place));

    it.each(PROCEDURE_NAMES)('%s answers what its schema says', async (procedure) => {
      const result = await callAny(procedure);
      if (procedure === 'host.openDialog' || procedure === 'host.choosePlace') {
        const { capabilities } = unwrap(await client.call('host.describe', {}));
        if (!capabilities.openDialog) {
          expect(result).toMatchObject({ ok: false, error: { code: 'unsupported-operation' } });
          return;
        }
      }
      if (procedure === 'host.newWindow') {
        const { capabilities } = unwrap(await client.call('host.describe', {}));
        if (!capabilities.windows) {
          expect(result).toMatchObject({ ok: false, error: { code: 'unsupported-operation' } });
          return;
        }
      }
      if (procedure === 'host.notify') {
        const { capabilities } = unwrap(await client.call('host.describe', {}));
        if (!capabilities.notifications) {
          expect(result).toMatchObject({ ok: false, error: { code: 'unsupported-operation' } });
          return;
        }
      }
      if (namesNothing(procedure)) {
        expect(result).toMatchObject({ ok: false, error: { code: 'not-found' } });
        return;
      }
      const value = unwrap<unknown>(result);
      // Equal to what was parsed: nothing that the schema does not know crosses either.
      expect(PROCEDURES[procedure].output.parse(value)).toEqual(value);
    });

    it.each(PROCEDURE_NAMES)(
      '%s refuses input with a field too much, by name',
      async (procedure) => {
        // The type says that this cannot be; programs that are not ours may send it.
        const input: unknown = { ...VALID_INPUTS[procedure](place), extra: 1 };
        const result = await client.call(procedure, input as Input<typeof procedure>);
        expect(result).toMatchObject({
          ok: false,
          error: { code: 'invalid-request', field: 'extra' },
        });
      },
    );

    it('names the field that is not valid', async () => {
      const { workflowId } = place;
      const wrong = await client.call('elements.readRows', {
        workflowId,
        taskInsertId: -1,
        start: 0,
        stop: 1,
      });
      expect(wrong).toMatchObject({
        ok: false,
        error: { code: 'invalid-request', field: 'taskInsertId' },
      });
    });

    it('refuses names that are no procedures', async () => {
      for (const wrong of ['workflow.delete', '__proto__', 'constructor', 'toString']) {
        const result = await client.call(wrong as ProcedureName, {});
        expect(result).toMatchObject({ ok: false, error: { code: 'invalid-request' } });
      }
    });

    it('answers expected failures as data without a stack', async () => {
      const missing = await client.call('workflow.open', { path: `${host.emptyFolder}/missing` });
      expect(missing).toMatchObject({ ok: false, error: { code: 'not-found' } });
      const empty = await client.call('workflow.open', { path: host.emptyFolder });
      expect(empty).toMatchObject({ ok: false, error: { code: 'unsupported-format' } });
      const closed = await client.call('workflow.readCounts', { workflowId: 'never-opened' });
      expect(closed).toMatchObject({ ok: false, error: { code: 'not-found' } });
      expect(JSON.stringify([missing, empty, closed])).not.toMatch(
        /\bat \S+ \(|node_modules|\.[jt]s:/,
      );
    });

    it('reads the run index as columns of the right types, the same every time', async () => {
      const { workflowId } = place;
      const first = unwrap(await client.call('workflow.readRunIndex', { workflowId }));
      const again = unwrap(await client.call('workflow.readRunIndex', { workflowId }));
      expect(first.runs.count).toBeGreaterThan(0);
      expect(first.runs.status).toBeInstanceOf(Uint8Array);
      expect(first.runs.startUs).toBeInstanceOf(Float64Array);
      expect(first.runs.status).toHaveLength(first.runs.count);
      expect({ ...again, asOfMs: 0 }).toEqual({ ...first, asOfMs: 0 });
    });

    it('reports progress that does not go back', async () => {
      const { workflowId } = place;
      await client.call('workflow.reopen', { workflowId });
      const seen: Progress[] = [];
      await client.call(
        'workflow.readRunIndex',
        { workflowId },
        { onProgress: (progress) => seen.push(progress) },
      );
      for (const asked of new Set(seen.map(({ phase }) => phase))) {
        const done = seen.filter(({ phase }) => phase === asked).map((report) => report.done);
        expect(done).toEqual([...done].sort((a, b) => a - b));
      }
    });

    it('answers a cancelled call as cancelled, and works on', async () => {
      const { workflowId } = place;
      const abort = new AbortController();
      const call = client.call('workflow.readRunIndex', { workflowId }, { signal: abort.signal });
      abort.abort();
      expect(await call).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      unwrap(await client.call('workflow.readCounts', { workflowId }));
    });

    it('gives one id to one folder, and another to another', async () => {
      const [firstPath, secondPath] = host.workflows;
      const [first, again, second] = await Promise.all(
        [firstPath, firstPath, secondPath].map(async (path) =>
          unwrap(await client.call('workflow.open', { path })),
        ),
      );
      expect(first?.workflowId).toBe(place.workflowId);
      expect(again?.workflowId).toBe(place.workflowId);
      expect(second?.workflowId).not.toBe(place.workflowId);
      const structures = await Promise.all(
        [first, second].map(async (opened) => {
          const workflowId = opened?.workflowId ?? '';
          return unwrap(await client.call('workflow.readStructure', { workflowId }));
        }),
      );
      expect(structures.map(({ identity }) => identity.path)).toEqual([firstPath, secondPath]);
    });

    it('closes a workflow; its id is not used again', async () => {
      const [, path] = host.workflows;
      const { workflowId } = unwrap(await client.call('workflow.open', { path }));
      unwrap(await client.call('workflow.close', { workflowId }));
      expect(await client.call('workflow.readCounts', { workflowId })).toMatchObject({
        ok: false,
        error: { code: 'not-found' },
      });
      const anew = unwrap(await client.call('workflow.open', { path }));
      expect(anew.workflowId).not.toBe(workflowId);
    });

    it('keeps opened workflows among the recent ones, with their counts, until removed', async () => {
      const [path] = host.workflows;
      const { all } = unwrap(
        await client.call('workflow.readCounts', { workflowId: place.workflowId }),
      );
      const find = async (): Promise<
        Output<'library.listRecents'>['recents'][number] | undefined
      > =>
        unwrap(await client.call('library.listRecents', {})).recents.find(
          (recent) => recent.path === path,
        );
      await expect.poll(async () => (await find())?.counts).toEqual(all);
      expect((await find())?.isMissing).toBe(false);
      unwrap(await client.call('library.removeRecent', { path }));
      expect(await find()).toBeUndefined();
    });

    it('tells events until unsubscribed', async () => {
      let heard = 0;
      let alsoHeard = 0;
      const stop = client.on('library.changed', () => {
        heard += 1;
      });
      const stopOther = client.on('library.changed', () => {
        alsoHeard += 1;
      });
      const [path] = host.workflows;
      unwrap(await client.call('workflow.open', { path }));
      await expect.poll(() => heard).toBeGreaterThan(0);
      stop();
      const before = heard;
      const alsoBefore = alsoHeard;
      unwrap(await client.call('library.removeRecent', { path }));
      await expect.poll(() => alsoHeard).toBeGreaterThan(alsoBefore);
      expect(heard).toBe(before);
      stopOther();
    });

    it('tells of a crashed worker, and opens the workflow again', async () => {
      const { workflowId } = place;
      const crashes: EventPayload<'workflow.crashed'>[] = [];
      const stop = client.on('workflow.crashed', (crash) => crashes.push(crash));
      await host.crashWorkers();
      await expect.poll(() => crashes.map((crash) => crash.workflowId)).toContain(workflowId);
      expect(await client.call('workflow.readCounts', { workflowId })).toMatchObject({
        ok: false,
        error: { code: 'disconnected' },
      });
      unwrap(await client.call('workflow.reopen', { workflowId }));
      unwrap(await client.call('workflow.readCounts', { workflowId }));
      stop();
    });

    operationsSuite(() => ({ client, workflow: host.expendable }));
  });
}
