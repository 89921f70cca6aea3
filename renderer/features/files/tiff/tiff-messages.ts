/** Asked of the worker that reads TIFF files. */
export interface TiffQuestion {
  readonly bytes: Uint8Array;
  /** From 0. */
  readonly page: number;
}

export type TiffAnswer =
  | { readonly ok: true; readonly png: Blob; readonly pages: number; readonly note: string }
  | { readonly ok: false; readonly message: string };
