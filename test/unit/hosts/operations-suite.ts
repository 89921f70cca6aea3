import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HostClient } from '../../../shared/contract/client.ts';
import type { EventPayload } from '../../../shared/contract/events.ts';
import type {
  Operation,
  Preflight,
  Purpose,
  Subject,
} from '../../../shared/contract/operations.ts';
import { PROCEDURES } from '../../../shared/contract/procedures.ts';
import { unwrap } from './procedure-inputs.ts';

/** A host that may write, and a workflow made for being copied, renamed and taken away. */
interface Given {
  readonly client: HostClient;
  readonly workflow: string;
}

/** What every host that may write does with whole workflows; a story, in its order. */
export function operationsSuite(given: () => Given): void {
  describe('operations', () => {
    let client: HostClient;
    let workflow: string;
    let workflowId: string;

    beforeAll(async () => {
      ({ client, workflow } = given());
      // As a run leaves it behind.
      const runFolder = join(workflow, 'artifacts', 'tasks', 'task_0', 'e_0', 'r_0');
      mkdirSync(runFolder, { recursive: true });
      writeFileSync(join(runFolder, 'js_0_act_0.sh'), 'echo 1\n');
      ({ workflowId } = unwrap(await client.call('workflow.open', { path: workflow })));
    });

    const look = async (purpose: Purpose, subject: Subject = { workflowId }): Promise<Preflight> =>
      unwrap(await client.call('operations.preflight', { subject, purpose }));

    const ended = async (operationId: string): Promise<Operation> => {
      const find = async (): Promise<Operation | undefined> =>
        unwrap(await client.call('operations.list', {})).operations.find(
          (operation) => operation.operationId === operationId,
        );
      await expect
        .poll(async () => (await find())?.outcome?.kind, { timeout: 30_000 })
        .toBeTruthy();
      const operation = await find();
      if (operation === undefined) throw new Error('The operation is not listed.');
      return operation;
    };

    it('copy a workflow, and tell how far they are', async () => {
      const { token, cautions, suggestion, all, withoutRunFiles } = await look('copy');
      // It was made a moment ago.
      expect(cautions).toContain('changed-recently');
      expect(withoutRunFiles?.files).toBeLessThan(all.files);
      const { place, name } = suggestion ?? { place: { placeId: '', path: '' }, name: '' };
      expect(place.path).toBe(dirname(workflow));
      const input = { token, name, placeId: place.placeId, withoutRunFiles: true };
      const facts = unwrap(await client.call('operations.checkTarget', input));
      expect(facts).toMatchObject({ path: join(place.path, name), isSameVolume: true });
      expect(facts.problem).toBeUndefined();
      const taken = { ...input, name: basename(workflow) };
      expect(unwrap(await client.call('operations.checkTarget', taken)).problem?.code).toBe(
        'refused',
      );

      const refused = await client.call('operations.copy', { ...input, confirmed: [] });
      expect(refused).toMatchObject({ ok: false, error: { code: 'refused' } });
      const told: Operation[] = [];
      const stop = client.on('operation.changed', ({ operation }) => told.push(operation));
      const { operationId } = unwrap(
        await client.call('operations.copy', { ...input, confirmed: cautions }),
      );
      const { outcome } = await ended(operationId);
      expect(outcome).toMatchObject({
        kind: 'done',
        result: { path: facts.path, files: withoutRunFiles?.files, isCompared: true },
      });
      await expect.poll(() => told.at(-1)?.outcome?.kind).toBe('done');
      stop();
      const list = PROCEDURES['operations.list'].output;
      expect(list.parse({ operations: told })).toEqual({ operations: told });
      expect(told.map(({ progress }) => progress.phase)).toContain('copying');
      unwrap(await client.call('operations.dismiss', { operationId }));
      unwrap(await client.call('workflow.open', { path: facts.path }));
    }, 60_000);

    it('rename an open workflow, which stays open under its id', async () => {
      const moved: EventPayload<'workflow.moved'>[] = [];
      const stop = client.on('workflow.moved', (event) => moved.push(event));
      const { token, cautions: confirmed } = await look('rename');
      const { operationId } = unwrap(
        await client.call('operations.rename', { token, confirmed, name: 'renamed' }),
      );
      expect((await ended(operationId)).outcome?.kind).toBe('done');
      const path = join(dirname(workflow), 'renamed');
      await expect.poll(() => moved[0]?.identity.path).toBe(path);
      stop();
      expect(moved[0]?.workflowId).toBe(workflowId);
      const { identity } = unwrap(await client.call('workflow.readStructure', { workflowId }));
      expect(identity).toMatchObject({ path, name: 'renamed' });
      const { recents } = unwrap(await client.call('library.listRecents', {}));
      expect(recents.map((recent) => recent.path)).toContain(path);
      expect(recents.map((recent) => recent.path)).not.toContain(workflow);
      workflow = path;
    }, 60_000);

    it('refuse to delete without its name, and what changed since it was looked at', async () => {
      const { token, cautions: confirmed, name } = await look('delete');
      const { copies } = unwrap(await client.call('operations.findCopies', { token }));
      // Made above, before it was renamed.
      expect(copies[0]).toMatchObject({
        origin: 'made',
        condition: 'as-made',
        withoutRunFiles: true,
        hasSourceChanged: false,
      });
      const wrong = await client.call('operations.delete', {
        token,
        confirmed,
        typedName: 'other',
      });
      expect(wrong).toMatchObject({
        ok: false,
        error: { code: 'invalid-request', field: 'typedName' },
      });
      const other = await client.call('operations.trash', { token, confirmed });
      expect(other).toMatchObject({ ok: false, error: { code: 'not-found' } });
      expect(name).toBe('renamed');
      expect(existsSync(workflow)).toBe(true);
    }, 60_000);

    it('delete for good, and close what is open', async () => {
      const removed: EventPayload<'workflow.removed'>[] = [];
      const stop = client.on('workflow.removed', (event) => removed.push(event));
      const { token, cautions: confirmed, name } = await look('delete');
      const { operationId } = unwrap(
        await client.call('operations.delete', { token, confirmed, typedName: name }),
      );
      expect((await ended(operationId)).outcome?.kind).toBe('done');
      await expect.poll(() => removed).toEqual([{ workflowId, path: workflow }]);
      stop();
      expect(existsSync(workflow)).toBe(false);
      expect(await client.call('workflow.readCounts', { workflowId })).toMatchObject({
        ok: false,
        error: { code: 'not-found' },
      });
      const { recents } = unwrap(await client.call('library.listRecents', {}));
      expect(recents.map(({ path }) => path)).not.toContain(workflow);
      expect(unwrap(await client.call('operations.listLeftOvers', {})).leftOvers).toEqual([]);
    }, 60_000);
  });
}
