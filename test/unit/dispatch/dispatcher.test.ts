import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Dispatcher, dispatcherOver } from '../../../electron/dispatch/dispatcher.ts';
import type { ProcedureEntry } from '../../../electron/dispatch/procedure-entries.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import type { CallContext } from '../../../shared/contract/handlers.ts';

const never: CallContext = {
  signal: new AbortController().signal,
  reportProgress: () => undefined,
};

function entry(
  run: ProcedureEntry['run'],
  options: { readonly effect?: 'read' | 'write'; readonly output?: z.ZodType } = {},
): ProcedureEntry {
  return {
    effect: options.effect ?? 'read',
    input: z.strictObject({
      count: z.number().int().optional(),
      deep: z.strictObject({ list: z.array(z.string()) }).optional(),
    }),
    output: options.output ?? z.unknown(),
    run,
  };
}

function dispatcherWith(
  entries: Readonly<Record<string, ProcedureEntry>>,
  rules: { readonly allowWrites?: boolean; readonly checkOutput?: boolean } = {},
): { readonly dispatcher: Dispatcher; readonly logged: string[] } {
  const logged: string[] = [];
  const dispatcher = dispatcherOver(
    (name) => (Object.hasOwn(entries, name) ? entries[name] : undefined),
    {
      allowWrites: rules.allowWrites ?? false,
      checkOutput: rules.checkOutput,
      log: (line) => logged.push(line),
    },
  );
  return { dispatcher, logged };
}

describe('dispatcher', () => {
  it('hands parsed input to the handler and wraps its value', async () => {
    const { dispatcher } = dispatcherWith({ 'a.b': entry((input) => ({ got: input })) });
    expect(await dispatcher.call('a.b', { count: 3 }, never)).toEqual({
      ok: true,
      value: { got: { count: 3 } },
    });
  });

  it.each(['no.such', 'constructor', '__proto__', 'toString', 'hasOwnProperty', ''])(
    'refuses the unknown procedure %j',
    async (name) => {
      const { dispatcher } = dispatcherWith({});
      const result = await dispatcher.call(name, {}, never);
      expect(result).toMatchObject({ ok: false, error: { code: 'invalid-request' } });
    },
  );

  it.each([
    [{ count: 'three' }, 'count'],
    [{ deep: { list: ['a', 7] } }, 'deep.list.1'],
    [{ extra: 1 }, 'extra'],
    [{ deep: { list: [], more: 1 } }, 'deep.more'],
  ])('names the field of invalid input %j', async (input, field) => {
    const { dispatcher } = dispatcherWith({ 'a.b': entry(() => 1) });
    const result = await dispatcher.call('a.b', input, never);
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid-request', field } });
    if (!result.ok) expect(result.error.message).toContain(field);
  });

  it.each([[undefined], [null], [[]], ['text'], [7]])('refuses input %j', async (input) => {
    const { dispatcher } = dispatcherWith({ 'a.b': entry(() => 1) });
    const result = await dispatcher.call('a.b', input, never);
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid-request' } });
  });

  it('does not let __proto__ in JSON reach a handler', async () => {
    const { dispatcher } = dispatcherWith({ 'a.b': entry((input) => input) });
    const input: unknown = JSON.parse('{"__proto__": {"count": 4}}');
    const result = await dispatcher.call('a.b', input, never);
    if (result.ok) expect((result.value as { count?: number }).count).toBeUndefined();
    expect(({} as { count?: number }).count).toBeUndefined();
  });

  it('refuses writes unless they are allowed, before the input is looked at', async () => {
    let runs = 0;
    const entries = {
      'a.write': entry(
        () => {
          runs += 1;
          return 1;
        },
        { effect: 'write' },
      ),
    };
    const readOnly = dispatcherWith(entries, { allowWrites: false }).dispatcher;
    const writable = dispatcherWith(entries, { allowWrites: true }).dispatcher;
    expect(await readOnly.call('a.write', {}, never)).toMatchObject({
      ok: false,
      error: { code: 'refused' },
    });
    expect(await readOnly.call('a.write', { count: 'x' }, never)).toMatchObject({
      ok: false,
      error: { code: 'refused' },
    });
    expect(runs).toBe(0);
    expect(await writable.call('a.write', {}, never)).toEqual({ ok: true, value: 1 });
    expect(runs).toBe(1);
  });

  it('passes an expected failure as data, without a stack', async () => {
    const { dispatcher, logged } = dispatcherWith({
      'a.b': entry(() => {
        throw new AppException({
          code: 'corrupt-data',
          message: 'metadata.json is cut short.',
          file: 'metadata.json',
          place: 'tasks',
        });
      }),
    });
    const result = await dispatcher.call('a.b', {}, never);
    expect(result).toEqual({
      ok: false,
      error: {
        code: 'corrupt-data',
        message: 'metadata.json is cut short.',
        file: 'metadata.json',
        place: 'tasks',
      },
    });
    expect(logged).toEqual([]);
  });

  it('turns a bug into an internal error whose reference finds the stack in the log', async () => {
    const { dispatcher, logged } = dispatcherWith({
      'a.b': entry(async () => {
        throw new TypeError('secret detail');
      }),
    });
    const result = await dispatcher.call('a.b', {}, never);
    expect(JSON.stringify(result)).not.toMatch(/secret detail|dispatcher\.test|stack/);
    if (result.ok || result.error.code !== 'internal') throw new Error('expected internal');
    expect(result.error.reference).toMatch(/^[0-9a-f]{8}$/);
    expect(logged.join()).toContain(result.error.reference);
    expect(logged.join()).toContain('secret detail');
    expect(logged.join()).toContain('dispatcher.test');
  });

  it.each([['a string'], [undefined], [null], [{ code: 'ENOENT' }]])(
    'survives a handler that throws %j',
    async (thrown) => {
      const { dispatcher } = dispatcherWith({
        'a.b': entry(() => {
          throw thrown;
        }),
      });
      const result = await dispatcher.call('a.b', {}, never);
      expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    },
  );

  it('answers a cancelled call at once, even when its handler never ends', async () => {
    const controller = new AbortController();
    const { dispatcher } = dispatcherWith({ 'a.b': entry(() => new Promise(() => undefined)) });
    const call = dispatcher.call('a.b', {}, { ...never, signal: controller.signal });
    controller.abort();
    expect(await call).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });

  it('does not start a call that is already cancelled', async () => {
    let runs = 0;
    const { dispatcher } = dispatcherWith({
      'a.b': entry(() => {
        runs += 1;
      }),
    });
    const result = await dispatcher.call('a.b', {}, { ...never, signal: AbortSignal.abort() });
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(runs).toBe(0);
  });

  it('reports an output that is not what the schema says, where asked to', async () => {
    const entries = { 'a.b': entry(() => ({ n: 'x' }), { output: z.object({ n: z.number() }) }) };
    const checked = dispatcherWith(entries, { checkOutput: true });
    expect(await checked.dispatcher.call('a.b', {}, never)).toMatchObject({
      ok: false,
      error: { code: 'internal' },
    });
    expect(checked.logged.join()).toContain('a.b');
    const unchecked = dispatcherWith(entries).dispatcher;
    expect(await unchecked.call('a.b', {}, never)).toEqual({ ok: true, value: { n: 'x' } });
  });
});
