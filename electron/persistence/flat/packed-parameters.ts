import { isDict, type PyValue } from '../values.ts';
import { ZARR_PATHS } from './formats.ts';
import { type PackedFiles, packedFile } from './packed-files.ts';
import { runFilePlace } from './packed-runs.ts';
import type { ParameterRows } from './parameter-rows.ts';
import type { RowArray } from './row-array.ts';
import type { StructuredArray } from './structured-array.ts';

/** Parameters per folder at each of the three levels of their arrays (GEN4 §19.4). */
const BUCKETS = [125_000_000, 250_000, 500] as const;

/** Parameters of GEN5: values in files by run, found through their sources (GEN4 §19.3). */
export class PackedParameterRows implements ParameterRows {
  constructor(
    readonly sources: RowArray,
    readonly submissions: StructuredArray | undefined,
    readonly files: PackedFiles,
  ) {}

  get count(): number {
    return this.sources.length;
  }

  source(id: number): Promise<PyValue> {
    return this.sources.row(id);
  }

  async encoded(id: number): Promise<PyValue> {
    const source = await this.sources.row(id);
    if (!isDict(source)) return null;
    const constant = source.get('non_output_idx');
    if (typeof constant === 'number') {
      return member(await this.files.item(packedFile(ZARR_PATHS.baseMulti, 0, 0), 0), constant);
    }
    const run = source.get('EAR_ID');
    const output = source.get('output_idx');
    if (typeof run !== 'number' || typeof output !== 'number') return null;
    const place = runFilePlace(this.submissions, run);
    if (place === undefined) return null;
    // File 0 of submission 0 holds what no run made, so those of runs begin at 1.
    const file = packedFile(ZARR_PATHS.baseMulti, place.submission, place.file + 1);
    return member(await this.files.item(file, place.index), output);
  }

  arraysOf(id: number): string {
    const folders = BUCKETS.map((size) => {
      const first = Math.floor(id / size) * size;
      return `params_${first}-${first + size - 1}`;
    });
    return [ZARR_PATHS.arrays, ...folders, `param_${id}`].join('/');
  }
}

function member(values: PyValue, key: number): PyValue {
  return isDict(values) ? (values.get(String(key)) ?? null) : null;
}
