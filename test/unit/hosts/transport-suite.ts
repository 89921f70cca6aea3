import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dispatcher } from '../../../electron/dispatch/dispatcher.ts';
import { createDispatcher } from '../../../electron/dispatch/dispatcher.ts';
import type { Backend } from '../../../electron/services/backend.ts';
import type { HostClient, Progress } from '../../../shared/contract/client.ts';
import { AppErrorSchema } from '../../../shared/contract/errors.ts';
import type { ProcedureName } from '../../../shared/contract/procedures.ts';
import type { ArrayWindow } from '../../../shared/contract/values.ts';
import { SCRIPT, type ScriptedBackend, scriptedBackend } from './scripted-backend.ts';

export interface TransportParts {
  readonly dispatcher: Dispatcher;
  readonly backend: Backend;
  readonly log: (line: string) => void;
}

export interface ConnectedTransport {
  readonly client: HostClient;
  close(): Promise<void>;
}

const NUMBERS = {
  Float64Array: Float64Array.of(0, -0, Number.NaN, Number.POSITIVE_INFINITY, 1e-308, 0.1),
  Float32Array: Float32Array.of(0.5, -1.5, Number.NaN),
  Int32Array: Int32Array.of(-2147483648, 2147483647, 0),
  Uint32Array: Uint32Array.of(4294967295, 1),
  Int16Array: Int16Array.of(-32768, 32767),
  Uint16Array: Uint16Array.of(65535),
  Int8Array: Int8Array.of(-128, 127, 3),
  Uint8Array: Uint8Array.of(255, 0, 7),
  // A view into a part of a larger buffer, not aligned to 8 bytes.
  'view of Float64Array': new Float64Array([9, 1, 2, 3, 9]).subarray(1, 4),
  'empty Float64Array': new Float64Array(0),
} as const;

/**
 * What every transport must do with calls and events, shown over a backend whose answers are known.
 * What a whole host must do is in host-suite.ts.
 */
export function transportSuite(
  name: string,
  connect: (parts: TransportParts) => Promise<ConnectedTransport>,
): void {
  describe(`transport: ${name}`, () => {
    let backend: ScriptedBackend;
    let transport: ConnectedTransport;
    let client: HostClient;
    let logged: string[];

    beforeEach(async () => {
      backend = scriptedBackend();
      logged = [];
      const log = (line: string): void => void logged.push(line);
      const dispatcher = createDispatcher({ backend, allowWrites: false, checkOutput: true, log });
      transport = await connect({ dispatcher, backend, log });
      client = transport.client;
    });
    afterEach(() => transport.close());

    const recognise = (path: string) => client.call('library.recognise', { path });

    it('answers a call', async () => {
      expect(await recognise('/some – ünïcode 路径 \u2028')).toEqual({
        ok: true,
        value: {
          kind: 'not-a-workflow',
          path: '/some – ünïcode 路径 \u2028',
          reason: 'Scripted.',
          suggestions: [],
        },
      });
    });

    it.each(Object.entries(NUMBERS))('carries %s without loss', async (_kind, numbers) => {
      const window: ArrayWindow = {
        info: { dtype: '<f8', dtypeName: 'float64', shape: [1], chunks: [1], sizeBytes: 8 },
        shape: [numbers.length],
        numbers,
        mask: new Uint8Array(numbers.length),
      };
      backend.windows.push(window);
      const result = await client.call('arrays.readWindow', {
        workflowId: 'w',
        parameter: 0,
        path: [],
        selection: [],
      });
      if (!result.ok) throw new Error(result.error.message);
      expect(result.value.numbers?.constructor).toBe(numbers.constructor);
      // toEqual tells NaN from numbers and -0 from 0.
      expect(result.value.numbers).toEqual(numbers);
      expect(result.value.mask).toEqual(window.mask);
    });

    it('passes expected failures as data', async () => {
      expect(await recognise(SCRIPT.corrupt)).toEqual({
        ok: false,
        error: {
          code: 'corrupt-data',
          message: 'metadata.json is cut short.',
          file: 'metadata.json',
          place: 'tasks[2]',
        },
      });
    });

    it('tells a reference of a bug, and the rest only to the log', async () => {
      const result = await recognise(SCRIPT.bug);
      if (result.ok || result.error.code !== 'internal') throw new Error('expected internal');
      AppErrorSchema.parse(result.error);
      expect(JSON.stringify(result)).not.toMatch(/secret|someone|\.ts\b|\bat \w+/);
      expect(logged.join('\n')).toContain(result.error.reference);
      expect(logged.join('\n')).toContain('a secret place');
    });

    it('refuses a name that is no procedure', async () => {
      for (const wrong of [
        'no.such',
        '__proto__',
        'constructor',
        '../session',
        '%2e%2e/x',
        'a b',
      ]) {
        const result = await client.call(wrong as ProcedureName, {});
        expect(result, wrong).toMatchObject({ ok: false });
        if (!result.ok)
          expect(['invalid-request', 'not-found', 'refused']).toContain(result.error.code);
      }
    });

    it('names the field of input that is not valid', async () => {
      const wrong = { path: 5 } as unknown as { path: string };
      expect(await client.call('library.recognise', wrong)).toMatchObject({
        ok: false,
        error: { code: 'invalid-request', field: 'path' },
      });
    });

    it('aborts the handler of a call that is cancelled, and only that', async () => {
      const abort = new AbortController();
      const cancelled = client.call(
        'library.recognise',
        { path: `${SCRIPT.wait}/1` },
        { signal: abort.signal },
      );
      const other = new AbortController();
      const going = client.call(
        'library.recognise',
        { path: `${SCRIPT.wait}/2` },
        { signal: other.signal },
      );
      await expect.poll(() => backend.waiting.size).toBe(2);
      abort.abort();
      expect(await cancelled).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      await expect.poll(() => [...backend.aborted]).toEqual([`${SCRIPT.wait}/1`]);
      other.abort();
      await going;
      await expect.poll(() => backend.aborted.size).toBe(2);
    });

    it('does not start a call whose signal is aborted already', async () => {
      const result = await client.call(
        'library.recognise',
        { path: SCRIPT.wait },
        { signal: AbortSignal.abort() },
      );
      expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      expect(backend.waiting.size).toBe(0);
    });

    it('reports progress in order, to the call it belongs to', async () => {
      const seen: Progress[] = [];
      const others: Progress[] = [];
      await Promise.all([
        client.call(
          'library.recognise',
          { path: SCRIPT.progress },
          { onProgress: (progress) => seen.push(progress) },
        ),
        client.call(
          'library.recognise',
          { path: '/quiet' },
          { onProgress: (progress) => others.push(progress) },
        ),
      ]);
      expect(seen.map(({ done }) => done)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
      expect(seen[0]).toEqual({ phase: 'Counting', done: 1, total: 20 });
      expect(others).toEqual([]);
    });

    it('tells events in order until unsubscribed', async () => {
      const seen: string[][] = [];
      const also: string[][] = [];
      const stop = client.on('host.openRequested', ({ paths }) => seen.push(paths));
      client.on('host.openRequested', ({ paths }) => also.push(paths));
      for (const path of ['/a', '/b', '/c']) backend.requestOpen([{ path }]);
      await expect.poll(() => seen).toEqual([['/a'], ['/b'], ['/c']]);
      stop();
      backend.requestOpen([{ path: '/d' }]);
      await expect.poll(() => also.length).toBe(4);
      expect(seen).toHaveLength(3);
    });

    it('answers many calls at once', async () => {
      const paths = Array.from({ length: 40 }, (_, i) => `/many/${i}`);
      const results = await Promise.all(paths.map(recognise));
      expect(results.map((result) => result.ok && result.value.path)).toEqual(paths);
    });
  });
}
