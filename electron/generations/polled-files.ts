import type { Generation, StoreKind } from '../../shared/contract/documents.ts';
import { JSON_FILES, ZARR_PATHS } from '../persistence/flat/formats.ts';

/**
 * Of Zarr stores of GEN1. Files are replaced by new ones, so that their folders tell, and hpcflow ends
 * every commit with the root attributes (FORMATS §9.3); only parameters are set without a commit (§9.4).
 */
const GEN1_ZARR = ['.zattrs', 'element_data', 'parameter_data/base', 'parameter_data/sources'];

/**
 * Of Zarr stores of GEN2 to GEN4. Files are rewritten in place (FORMATS T23), but a value that is set has
 * a file from then on, and arrays that grow are described anew. What a run says of itself is in a file
 * that was there before: of these the ones of runs that have not ended are looked at in turn.
 */
const FLAT_ZARR = [
  ZARR_PATHS.attributes,
  ZARR_PATHS.runs,
  `${ZARR_PATHS.runs}/.zarray`,
  `${ZARR_PATHS.runs}/.zattrs`,
  `${ZARR_PATHS.iterations}/.zarray`,
  ZARR_PATHS.base,
  ZARR_PATHS.submissions,
];

/** Of Zarr stores of GEN5 (GEN4 §19): folders of files that come with submissions and runs. */
const PACKED_ZARR = [
  ZARR_PATHS.attributes,
  `${ZARR_PATHS.runMetadata}/.zarray`,
  ZARR_PATHS.runSubmissions,
  `${ZARR_PATHS.iterations}/.zarray`,
  ZARR_PATHS.runMulti,
  ZARR_PATHS.baseMulti,
  ZARR_PATHS.submissions,
];

/**
 * Files and folders, by their keys, whose size and times tell that something was written: few, whatever
 * the size of the workflow. An archive is one file.
 */
export function polledFiles(store: StoreKind, generation: Generation): readonly string[] {
  if (store === 'zip') return [''];
  if (store === 'json') return Object.values(JSON_FILES);
  if (generation === 'GEN1') return GEN1_ZARR;
  return generation === 'GEN5' ? PACKED_ZARR : FLAT_ZARR;
}
