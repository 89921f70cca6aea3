import { describe, expect, it } from 'vitest';
import { middleCut } from '../../../../renderer/ui/middle-cut.ts';

/** Ten px a character, whichever it is. */
const widthOf = (text: string): number => [...text].length * 10;

describe('a name cut in the middle', () => {
  it('is left whole where it has room', () => {
    expect(middleCut('DAMASK_grid', 110, widthOf)).toBeUndefined();
  });

  it('fills its room, the dots next to both ends', () => {
    expect(middleCut('simulate_VE_loading_damask', 160, widthOf)).toBe('simulate_…damask');
    expect(middleCut('simulate_VE_loading_damask', 169, widthOf)).toBe('simulate_…damask');
    expect(middleCut('simulate_VE_loading_damask', 170, widthOf)).toHaveLength(17);
  });

  it('keeps its first character, however little room there is', () => {
    expect(middleCut('calibrate', 3, widthOf)).toBe('c…');
  });

  it('does not cut a character in two', () => {
    expect(middleCut('σσ🟦🟦🟦🟦🟦🟦σσ', 50, widthOf)).toBe('σσ🟦…σ');
  });
});
