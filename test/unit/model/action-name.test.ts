import { describe, expect, it } from 'vitest';
import type { Action } from '../../../shared/contract/documents.ts';
import { actionName } from '../../../shared/model/action-name.ts';

const action = (index: number, label: string): Action => ({
  index,
  label,
  kind: 'main',
  commands: [],
});

describe('name of an action', () => {
  it('is its label, with the index only where it is needed', () => {
    const task = { actions: [action(0, 'echo'), action(1, 'cat'), action(2, 'echo')] };
    expect([0, 1, 2, 3].map((index) => actionName(task, index))).toEqual([
      'echo (0)',
      'cat',
      'echo (2)',
      'action 3',
    ]);
  });
});
