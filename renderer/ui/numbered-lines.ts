import type { TextLine } from '../../shared/contract/run-files.ts';

/** A line with its place. */
export interface NumberedLine extends TextLine {
  /** Place among the lines given, from 0. */
  readonly at: number;
}

export function numbered(lines: readonly TextLine[]): NumberedLine[] {
  return lines.map((line, at) => ({ ...line, at }));
}
