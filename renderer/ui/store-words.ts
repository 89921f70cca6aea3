import type { Identity, StoreKind } from '../../shared/contract/documents.ts';

const STORE_WORDS: Readonly<Record<StoreKind, string>> = {
  json: 'JSON',
  zarr: 'Zarr folder',
  zip: 'Zip',
};

/** What wrote a workflow: `hpcFlow 0.2.0a40`. */
export function writerWords({ appName, appVersion }: Identity): string {
  return `${appName ?? 'hpcflow'} ${appVersion ?? 'of this version'}`;
}

/** Kind of a store as the app calls it. */
export function storeWords(store: StoreKind): string {
  return STORE_WORDS[store];
}

/** `GEN1` as people say it: `Generation 1`; `undefined` when it is not known. */
export function generationWords(generation: Identity['generation']): string | undefined {
  return generation === 'unknown' ? undefined : `Generation ${generation.replace('GEN', '')}`;
}
