import { readFileSync } from 'node:fs';
import { SHARED_WORKFLOWS } from '../../shared-workflows.ts';

/** Failure causes planted in a study that hpcflow really ran, as far as the tests compare them. */
export interface Plant {
  readonly causes: readonly {
    readonly label: string;
    readonly tied_to: {
      readonly task: string;
      readonly path: string;
      readonly value: string | number;
      readonly equivalent?: { readonly path: string; readonly value: string | number };
      readonly seen_downstream_as?: string;
    } | null;
    readonly task: string;
    readonly action_idx: number;
    readonly elements: readonly number[];
    readonly failed_runs: readonly number[];
    readonly exit_code: number;
    readonly stderr_lines: Readonly<Record<string, string>>;
    readonly stderr_files: Readonly<Record<string, string>>;
    readonly skipped_runs: readonly number[];
    readonly knock_on_failed_runs: readonly number[];
  }[];
  readonly knock_on_failures: {
    readonly runs: readonly { readonly run: number; readonly root_causes: readonly string[] }[];
  };
  readonly silently_wrong: readonly {
    readonly run: number;
    readonly parameters: Readonly<Record<string, number>>;
    readonly downstream_with_nan: readonly { readonly run: number }[];
  }[];
  readonly aborted?: readonly {
    readonly run: number;
    readonly skipped_runs: readonly number[];
    readonly knock_on_failed_runs: readonly number[];
  }[];
  readonly running?: readonly { readonly run: number; readonly started: string }[];
  readonly totals: Readonly<Record<string, number>>;
}

/** Studies with planted causes, one of each kind; a zip holds the same as its folder. */
export const STUDIES = [
  'gen4-jobscript-zarr-study-yield',
  'gen3-a180-zarr-study-yield',
  'gen3-a180-json-study-yield',
  'gen4-jobscript-zarr-study-yield-running',
  'gen3-a180-zarr-study-yield-running',
] as const;

export function plantOf(name: string): Plant {
  return JSON.parse(readFileSync(`${SHARED_WORKFLOWS}/${name}.plant.json`, 'utf8')) as Plant;
}
