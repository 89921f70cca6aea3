import type { Generation, StoreKind } from '../../shared/contract/documents.ts';
import { JSON_FILES, ZARR_PATHS } from '../persistence/flat/formats.ts';

/** Of Zarr stores of GEN1 (FORMATS §4): structure, elements, and the values that tell which are set. */
const GEN1_ZARR = ['.zgroup', '.zattrs', 'element_data', 'parameter_data/base'];

/** Of later Zarr stores: all of `metadata`; of the parameters only how many there are. */
const LATER_ZARR = [
  '.zgroup',
  ZARR_PATHS.attributes,
  'metadata',
  `${ZARR_PATHS.base}/.zarray`,
  `${ZARR_PATHS.sources}/.zarray`,
];

/**
 * Files and folders, by their keys, whose content decides structure, statuses and run index of a
 * workflow. An archive is one file.
 */
export function indexedFiles(store: StoreKind, generation: Generation): readonly string[] {
  if (store === 'zip') return [''];
  if (store === 'json') return Object.values(JSON_FILES);
  return generation === 'GEN1' ? GEN1_ZARR : LATER_ZARR;
}
