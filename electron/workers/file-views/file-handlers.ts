import type { Handlers } from '../../../shared/contract/handlers.ts';
import { fileException } from '../../files/file-errors.ts';
import { fileKind, KIND_BYTES } from '../../files/file-kind.ts';
import type { FileSource } from '../../files/file-source.ts';
import { Hdf5Files } from '../../files/hdf5/hdf5-files.ts';
import type { FileStamp } from '../../files/read-bytes.ts';
import { TableFile } from '../../files/table/table-file.ts';
import { readArrayStatistics } from '../array-statistics.ts';
import { readArrayWindow } from '../array-window.ts';
import { breathing } from '../breathing.ts';
import { Kept } from '../kept.ts';
import { valueAt, valuePage } from '../value-summary.ts';
import { DocumentFiles } from './document-file.ts';
import { hdf5Array, readHdf5Node } from './hdf5-node.ts';

/** Tables whose row numbers are kept. */
const MAX_TABLES = 10;

type FileProcedures =
  | 'files.describe'
  | 'files.readBytes'
  | 'files.countRows'
  | 'files.readRows'
  | 'files.readNode'
  | 'files.readArray'
  | 'files.readArrayStatistics';

/** The procedures that look at files of a workflow by what they are. */
export function fileHandlers(source: FileSource): Handlers<FileProcedures> {
  const tables = new Kept<TableFile>(MAX_TABLES);
  const documents = new DocumentFiles(source);
  const hdf5 = new Hdf5Files(source);
  const stampOf = (key: string): FileStamp => {
    const stamp = source.isFile(key) ? source.stamp(key) : undefined;
    if (stamp !== undefined) return stamp;
    throw fileException({ code: 'ENOENT' }, key);
  };
  const table = (key: string, delimiter: TableFile['asked']): TableFile =>
    tables.get(`${delimiter ?? ''} ${key}`, () => new TableFile(source, key, delimiter));
  return {
    'files.describe': ({ key }) => {
      const { sizeBytes } = stampOf(key);
      const start = source.tryReadRange(key, 0, KIND_BYTES) ?? new Uint8Array(0);
      return { sizeBytes, ...fileKind(key.split('/').at(-1) ?? key, start) };
    },
    'files.readBytes': ({ key, offsetBytes, lengthBytes }) => {
      const { sizeBytes } = stampOf(key);
      const length = Math.min(lengthBytes, Math.max(0, sizeBytes - offsetBytes));
      const bytes = source.tryReadRange(key, offsetBytes, length) ?? new Uint8Array(0);
      // A copy of its own, for its buffer is given away.
      return { bytes: Uint8Array.from(bytes), sizeBytes };
    },
    'files.countRows': ({ key, delimiter }, context) =>
      table(key, delimiter).countRows(breathing(context, 'Counting rows')),
    'files.readRows': ({ key, delimiter, start, count }, context) =>
      table(key, delimiter).readRows(start, start + count, breathing(context)),
    'files.readNode': async ({ key, as, path, start, stop }) =>
      as === 'hdf5'
        ? readHdf5Node(hdf5, key, path, start, stop)
        : { ...valuePage(valueAt(documents.read(key), path), start, stop), attributes: [] },
    'files.readArray': async ({ key, path, selection }) =>
      readArrayWindow(await hdf5Array(hdf5, key, path), selection),
    'files.readArrayStatistics': async ({ key, path, selection }, context) =>
      readArrayStatistics(await hdf5Array(hdf5, key, path), selection, context),
  };
}
