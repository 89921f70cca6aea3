import type { Identity } from '../../../shared/contract/documents.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import type { CallContext } from '../../../shared/contract/handlers.ts';
import type { DiskUse } from '../../../shared/contract/reasons.ts';
import { measureFolder } from '../../files/disk-use.ts';

/** Bytes and files of a workflow. @throws {AppException} `cancelled` */
export async function measureDisk(
  { path }: Identity,
  { signal, reportProgress }: CallContext,
): Promise<DiskUse> {
  const { parts, unreadCount } = await measureFolder(path, {
    onProgress: (done) => reportProgress({ phase: 'Measuring', done }),
    checkCancelled: () => {
      if (!signal.aborted) return;
      throw new AppException({ code: 'cancelled', message: 'Measuring was cancelled.' });
    },
  });
  return { parts: parts.map((part) => ({ ...part })), unreadCount };
}
