import type { StoreKind } from '../../shared/contract/documents.ts';

const STORE_WORDS: Readonly<Record<StoreKind, string>> = {
  json: 'JSON',
  zarr: 'Zarr folder',
  zip: 'Zip',
};

/** Kind of a store as the app calls it. */
export function storeWords(store: StoreKind): string {
  return STORE_WORDS[store];
}
