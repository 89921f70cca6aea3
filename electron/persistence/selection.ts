import type { Slice } from './records.ts';
import { invalidRequest, StoreException } from './store-errors.ts';

/**
 * Positions that a selection picks from `length` stored items, ascending. A stop beyond the end is
 * cut off silently, as in hpcflow (FORMATS §9.9).
 *
 * @throws StoreException `unsupported-operation` for negative parts, `invalid-request` for parts
 *   that are no integers and for a step of zero
 */
export function selectedPositions(selection: Slice, length: number): number[] {
  for (const part of ['start', 'stop', 'step'] as const) {
    if (!Number.isInteger(selection[part])) {
      throw invalidRequest('TypeError', `The ${part} of a selection must be an integer.`, part);
    }
  }
  if (selection.start < 0 || selection.stop < 0 || selection.step < 0) {
    throw new StoreException('NotImplementedError', {
      code: 'unsupported-operation',
      message: 'A selection of elements cannot have negative parts.',
    });
  }
  if (selection.step === 0) {
    throw invalidRequest('ValueError', 'The step of a selection must not be zero.', 'step');
  }
  const positions: number[] = [];
  const stop = Math.min(selection.stop, length);
  for (let at = selection.start; at < stop; at += selection.step) positions.push(at);
  return positions;
}
