import type { Generation, StoreKind } from '../contract/documents.ts';
import type { AppError } from '../contract/errors.ts';

/**
 * What a workflow can be converted to, or why to nothing: hpcflow itself makes archives of Zarr stores
 * and reads them since GEN2 (FORMATS §13.9); of GEN1, Earshot has a writer for both kinds of store.
 */
export function conversionOf(
  store: StoreKind,
  generation: Generation,
): { readonly to: StoreKind } | { readonly problem: AppError } {
  if (generation === 'GEN1') {
    if (store === 'json') return { to: 'zarr' };
    if (store === 'zarr') return { to: 'json' };
  } else if (generation !== 'GEN0' && generation !== 'unknown') {
    if (store === 'zarr') return { to: 'zip' };
    if (store === 'zip') return { to: 'zarr' };
  }
  return { problem: problemOf(store, generation) };
}

function problemOf(store: StoreKind, generation: Generation): AppError {
  const code = 'unsupported-operation';
  if (store !== 'json' || generation === 'GEN0' || generation === 'unknown') {
    return {
      code,
      message: `A workflow of this generation (${generation}) cannot be converted.`,
      action: 'Copy it instead.',
    };
  }
  return {
    code,
    message: `A JSON workflow of ${generation} cannot be converted: hpcflow makes archives of Zarr stores only, and has no writer for an existing workflow.`,
    action: 'Make the workflow anew from its template, with the Zarr store.',
  };
}
