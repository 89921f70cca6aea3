import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { HostProvider } from '../../../../renderer/host/HostContext.tsx';
import { MemoryClient } from '../../../../renderer/host/memory-client.ts';
import { QueryProvider } from '../../../../renderer/queries/QueryProvider.tsx';
import { useHostQuery, useProgress } from '../../../../renderer/queries/use-host-query.ts';
import { AppException } from '../../../../shared/contract/errors.ts';

afterEach(cleanup);

function Listing() {
  const query = useHostQuery('folders.list', {});
  const progress = useProgress('folders.list', {});
  return (
    <div>
      <p>{query.error?.code ?? query.data?.path ?? (query.isLoading ? 'loading' : 'idle')}</p>
      <span role="status">
        {progress === undefined ? '' : `${progress.phase} ${progress.done}`}
      </span>
      <button type="button" onClick={query.cancel}>
        Cancel
      </button>
      <button type="button" onClick={query.refetch}>
        Again
      </button>
    </div>
  );
}

function show(host: MemoryClient, children: ReactNode = <Listing />): void {
  render(
    <HostProvider host={host}>
      <QueryProvider>{children}</QueryProvider>
    </HostProvider>,
  );
}
const listing = (path: string) => ({ path, roots: [], entries: [], problems: [] });
const shown = async (text: string) =>
  waitFor(() => expect(document.querySelector('p')?.textContent).toBe(text));

describe('useHostQuery', () => {
  it('gives the answer, and asks once for many views', async () => {
    const host = new MemoryClient({ 'folders.list': () => listing('/home') });
    show(
      host,
      <>
        <Listing />
        <Listing />
      </>,
    );
    await shown('/home');
    expect(host.calls).toEqual(['folders.list']);
  });

  it('gives a failure as data', async () => {
    const host = new MemoryClient({
      'folders.list': () => {
        throw new AppException({ code: 'permission-denied', message: 'No.' });
      },
    });
    show(host);
    await shown('permission-denied');
  });

  it('shows progress while it runs, cancels, and can ask again', async () => {
    let wasAborted = false;
    let asked = 0;
    const host = new MemoryClient({
      'folders.list': (_input, { signal, reportProgress }) => {
        asked += 1;
        if (asked > 1) return listing('/second');
        reportProgress({ phase: 'Reading', done: 3 });
        return new Promise(() =>
          signal.addEventListener('abort', () => {
            wasAborted = true;
          }),
        );
      },
    });
    show(host);
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Reading 3'));
    act(() => screen.getByRole('button', { name: 'Cancel' }).click());
    await shown('cancelled');
    expect(wasAborted).toBe(true);
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe(''));
    act(() => screen.getByRole('button', { name: 'Again' }).click());
    await shown('/second');
  });

  it('asks anew after a gap in the events', async () => {
    let asked = 0;
    const host = new MemoryClient({
      'folders.list': () => {
        asked += 1;
        return listing(`/answer ${asked}`);
      },
    });
    show(host);
    await shown('/answer 1');
    act(() => {
      host.emit('library.changed', {});
      host.loseEvent();
      host.emit('library.changed', {});
    });
    await shown('/answer 2');
  });
});
