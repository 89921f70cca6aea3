import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { askBeforeClosing } from '../../../electron/desktop/ask-before-closing.ts';

/** A window as far as closing goes: an event that can be prevented, then the end. */
class Closable extends EventEmitter {
  isGone = false;
  isDestroyed(): boolean {
    return this.isGone;
  }
  close(): void {
    let isPrevented = false;
    this.emit('close', {
      preventDefault: () => {
        isPrevented = true;
      },
    });
    if (!isPrevented) this.isGone = true;
  }
}

function given(busy: readonly string[], answer: number) {
  const window = new Closable();
  const asked: string[] = [];
  askBeforeClosing(
    window as unknown as Parameters<typeof askBeforeClosing>[0],
    () => busy,
    async ({ message }) => {
      asked.push(message);
      return { response: answer };
    },
    () => undefined,
  );
  return { window, asked };
}

describe('closing the window', () => {
  test('asks nothing while nothing is done', () => {
    const { window, asked } = given([], 0);
    window.close();
    expect([window.isGone, asked]).toEqual([true, []]);
  });

  test('asks once, and stays open when that is the answer', async () => {
    const { window, asked } = given(['Copying study'], 0);
    window.close();
    window.close();
    await expect.poll(() => asked).toEqual(['Copying study goes on.']);
    expect(window.isGone).toBe(false);
  });

  test('closes when it is cancelled', async () => {
    const { window, asked } = given(['Copying study', 'Deleting other'], 1);
    window.close();
    await expect.poll(() => window.isGone).toBe(true);
    expect(asked).toEqual(['Copying study and 1 more go on.']);
  });
});
