import { describe, expect, it } from 'vitest';
import { cloneForIpc } from '../../stand-in/clone.ts';
import { copyAcross, emptyOnTheWay, freezeDeep } from '../../stand-in/context-bridge.ts';

class Point {
  x = 1;
  get double(): number {
    return this.x * 2;
  }
}

describe('between processes', () => {
  it('values are cloned without their prototypes', () => {
    const value = {
      point: new Point(),
      numbers: Float64Array.of(Number.NaN, -0),
      map: new Map([[1, 2]]),
    };
    const clone = cloneForIpc(value) as typeof value;
    expect(clone.numbers).toEqual(value.numbers);
    expect(clone.numbers).not.toBe(value.numbers);
    expect(clone.map.get(1)).toBe(2);
    expect(Object.getPrototypeOf(clone.point)).toBe(Object.prototype);
    expect(clone.point.double).toBeUndefined();
  });

  it.each([
    { name: 'functions', value: { run: () => 0 } },
    { name: 'promises', value: [Promise.resolve()] },
    { name: 'symbols', value: { symbol: Symbol('s') } },
    { name: 'weak maps', value: new WeakMap() },
    { name: 'files', value: { file: new File([], 'f') } },
    { name: 'shared memory', value: [new Uint8Array(new SharedArrayBuffer(8))] },
    { name: 'shared memory in a map', value: new Map([[1, new SharedArrayBuffer(8)]]) },
  ])('$name do not cross', ({ value }) => {
    expect(() => cloneForIpc(value)).toThrow(/could not be cloned/);
  });
});

describe('between worlds', () => {
  it('functions are proxied, the rest copied', async () => {
    const given: unknown[] = [];
    const data = { list: [1, 2] };
    const api = {
      run: (value: { list: number[] }) => {
        given.push(value);
        value.list.push(3);
        return { value, point: new Point(), later: Promise.resolve(data) };
      },
    };
    const copy = copyAcross(api) as typeof api;
    expect(copy.run).not.toBe(api.run);
    const answer = copy.run(data);
    expect(data.list).toEqual([1, 2]);
    expect(given).toEqual([{ list: [1, 2, 3] }]);
    expect(Object.getPrototypeOf(answer.point)).toBe(Object.prototype);
    const later = await answer.later;
    expect(later).toEqual(data);
    expect(later).not.toBe(data);
  });

  it('errors are copied, thrown or rejected', async () => {
    class OddError extends Error {
      readonly secret = 1;
    }
    const fail = copyAcross(() => {
      throw new OddError('no');
    }) as () => void;
    const caught = (() => {
      try {
        return fail();
      } catch (cause) {
        return cause;
      }
    })();
    expect(caught).toBeInstanceOf(Error);
    expect(caught).not.toBeInstanceOf(OddError);
    expect(caught).toMatchObject({ message: 'no' });
    expect(caught).not.toHaveProperty('secret');
    const reject = copyAcross(() => Promise.reject(new OddError('later'))) as () => Promise<void>;
    await expect(reject()).rejects.toMatchObject({ message: 'later' });
  });

  it('symbols are dropped, objects of Electron arrive empty', () => {
    expect(copyAcross({ symbol: Symbol('s'), n: 1 })).toEqual({ n: 1 });
    const ipc = { send: () => undefined };
    emptyOnTheWay(ipc);
    expect(copyAcross({ ipc })).toEqual({ ipc: {} });
  });

  it('what is exposed is frozen', () => {
    const frozen = freezeDeep({ inner: { list: [1] } }) as { inner: { list: number[] } };
    expect(Object.isFrozen(frozen.inner.list)).toBe(true);
  });

  it('endless nesting is refused', () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    expect(() => copyAcross(loop)).toThrow('recursion depth');
  });
});
