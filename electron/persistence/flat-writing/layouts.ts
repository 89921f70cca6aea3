import { type Field, RUN_ROW, RUN_ROW_LENGTHS } from '../flat/formats.ts';

export type FlatLayoutName = 'gen3' | 'gen4';

/** What the generations do differently when they write (GEN4 §3). */
export interface FlatLayout {
  readonly runRow: readonly Field[];
  /** Runs in an array of two dimensions, with run directories and submissions in arrays beside it. */
  readonly hasRunGrid: boolean;
  /** JSON: `runs.json` holds what `metadata.json` held before. */
  readonly hasRunsFile: boolean;
  /** Arrays as parameters are one chunk, as far as that goes (GEN4 §9.2). */
  readonly hasWholeArrays: boolean;
}

export const FLAT_LAYOUTS: Readonly<Record<FlatLayoutName, FlatLayout>> = {
  /** hpcflow 0.2.0a164 to a194. */
  gen3: {
    runRow: RUN_ROW.slice(0, RUN_ROW_LENGTHS.a164),
    hasRunGrid: false,
    hasRunsFile: false,
    hasWholeArrays: false,
  },
  /** hpcflow 0.2.0a235 to a264: signed run IDs of jobscripts, every key of `type_lookup`. */
  gen4: {
    runRow: RUN_ROW.slice(0, RUN_ROW_LENGTHS.gen4),
    hasRunGrid: true,
    hasRunsFile: true,
    hasWholeArrays: true,
  },
};
