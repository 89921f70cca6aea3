import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { KnownCopy } from '../../../shared/contract/operations.ts';
import { arrangeStudies, context, ended, folder, opened, study } from './operations-support.ts';

arrangeStudies();

type Opened = Awaited<ReturnType<typeof opened>>;

/** Copies the study beside itself, as the dialog does. */
async function copied({ handlers, look }: Opened, name: string, withoutRunFiles = false) {
  const { token, suggestion, cautions } = await look('copy');
  const placeId = suggestion?.place.placeId ?? '';
  const { operationId } = await handlers['operations.copy'](
    { token, name, placeId, withoutRunFiles, confirmed: cautions },
    context,
  );
  expect((await ended(operationId)).outcome?.kind).toBe('done');
  return join(folder, 'home', name);
}

async function known({ handlers, look }: Opened): Promise<readonly KnownCopy[]> {
  const { token } = await look('delete');
  const { copies } = await handlers['operations.findCopies']({ token }, context);
  return copies;
}

const madeOf = (copies: readonly KnownCopy[]) => copies.filter(({ origin }) => origin === 'made');

describe('copies of what is about to be deleted', () => {
  it('are not known before one was made', async () => {
    expect(await known(await opened())).toEqual([]);
  });

  it('are told with how they are now: as made, changed, gone, or out of reach', async () => {
    const app = await opened();
    const path = await copied(app, 'archived');
    const made = { origin: 'made', path, wasCompared: true, withoutRunFiles: false };
    const whole = { ...made, condition: 'as-made', hasSourceChanged: false };
    expect(await known(app)).toMatchObject([whole]);
    // Another process of the app knows it too.
    const other = await opened();
    expect(await known(other)).toMatchObject([whole]);
    // The source changed: the copy lacks that.
    await writeFile(join(study, 'new.txt'), 'new');
    expect(await known(app)).toMatchObject([{ condition: 'as-made', hasSourceChanged: true }]);
    // The copy changed: the same number of bytes, but later.
    await writeFile(join(path, 'metadata.json'), '[]');
    expect(await known(app)).toMatchObject([{ condition: 'changed' }]);
    await rm(join(path, 'metadata.json'));
    expect(await known(app)).toMatchObject([{ condition: 'changed' }]);
    await rm(path, { recursive: true });
    expect(await known(app)).toMatchObject([{ condition: 'missing' }]);
  });

  it('on a drive that is not connected are out of reach', async () => {
    const app = await opened();
    await mkdir(join(folder, 'home', 'drive'));
    const { token, cautions } = await app.look('copy');
    const drive = join(folder, 'home', 'drive');
    const { placeId = '' } = await app.handlers['folders.list']({ path: drive }, context);
    const { operationId } = await app.handlers['operations.copy'](
      { token, name: 'study', placeId, withoutRunFiles: false, confirmed: cautions },
      context,
    );
    expect((await ended(operationId)).outcome?.kind).toBe('done');
    await rename(drive, join(folder, 'unplugged'));
    expect(await known(app)).toMatchObject([{ condition: 'out-of-reach' }]);
    await rename(join(folder, 'unplugged'), drive);
    expect(await known(app)).toMatchObject([{ condition: 'as-made' }]);
  });

  it('say that the files of runs are not in them', async () => {
    const app = await opened();
    await copied(app, 'lean', true);
    expect(await known(app)).toMatchObject([
      { withoutRunFiles: true, condition: 'as-made', hasSourceChanged: false },
    ]);
  });

  it('follow when one of the two is renamed, and tell a copy of its original', async () => {
    const app = await opened();
    await copied(app, 'archived');
    const { token } = await app.look('rename');
    const { operationId } = await app.handlers['operations.rename'](
      { token, confirmed: [], name: 'renamed' },
      context,
    );
    expect((await ended(operationId)).outcome?.kind).toBe('done');
    expect(madeOf(await known(app))).toMatchObject([{ condition: 'as-made' }]);
    const { workflowId } = await app.handlers['workflow.open'](
      { path: join(folder, 'home', 'archived') },
      context,
    );
    const { token: ofCopy } = await app.handlers['operations.preflight'](
      { subject: { workflowId }, purpose: 'trash' },
      context,
    );
    const answer = await app.handlers['operations.findCopies']({ token: ofCopy }, context);
    expect(answer.copies).toEqual([{ origin: 'known', path: join(folder, 'home', 'renamed') }]);
  });

  it('outside the allowed folders are not looked at, and a broken list is set aside', async () => {
    const app = await opened();
    await copied(app, 'archived');
    const file = join(folder, 'data', 'copies.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replaceAll(join(folder, 'home', 'archived'), '/outside/archived'));
    expect(await known(app)).toEqual([]);
    await appendFile(file, 'x');
    expect(await known(app)).toEqual([]);
    expect(await readFile(`${file}.unreadable`, 'utf8')).toContain('/outside/archived');
  });
});
