import type { StoreKind } from '../../../shared/contract/documents.ts';
import type { Preflight } from '../../../shared/contract/operations.ts';
import { formatBytes, formatCounted } from '../../ui/format.ts';

interface FormWords {
  /** On the button: `Convert to zip`. */
  readonly short: string;
  readonly the: string;
  readonly sentence: string;
}

/** What a workflow can be converted to, in words. */
export const FORM_NAMES: Readonly<Record<StoreKind, FormWords>> = {
  zip: {
    short: 'zip',
    the: 'the archive',
    sentence:
      'Makes one zip archive of it, as hpcflow does: it can be read, copied and sent, not run. The workflow itself stays as it is.',
  },
  zarr: {
    short: 'Zarr',
    the: 'the folder',
    sentence: 'Makes a folder with a Zarr store of it. The workflow itself stays as it is.',
  },
  json: {
    short: 'JSON',
    the: 'the folder',
    sentence:
      'Makes a folder with a JSON store of it, which people and programs read easily. The workflow itself stays as it is.',
  },
};

/** Files and bytes before and after. */
export function sizeWords(
  { all }: Preflight,
  to: StoreKind,
  made: { readonly files: number; readonly sizeBytes: number },
  isEstimate: boolean,
): string {
  const before = `${formatCounted(all.files, 'file')}, ${formatBytes(all.sizeBytes)}`;
  const about = isEstimate ? 'about ' : '';
  const files =
    to === 'zip'
      ? `1 file with ${formatCounted(made.files, 'member')}`
      : formatCounted(made.files, 'file');
  return `From ${before} to ${about}${files}, ${formatBytes(made.sizeBytes)}.`;
}
