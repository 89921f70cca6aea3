import { AppException } from '../../../shared/contract/errors.ts';
import type { CallContext } from '../../../shared/contract/handlers.ts';
import type { DiskUse } from '../../../shared/contract/reasons.ts';
import { measureArchive, measureFolder } from '../../files/disk-use.ts';
import { regularFileSize } from '../../generations/evidence.ts';
import type { WorkflowData } from '../workflow-data.ts';

/** Bytes and files of a workflow, by part. @throws {AppException} `cancelled` */
export async function measureDisk(
  { identity: { path }, reader }: WorkflowData,
  { signal, reportProgress }: CallContext,
): Promise<DiskUse> {
  const options = {
    onProgress: (done: number) => reportProgress({ phase: 'Measuring', done }),
    checkCancelled: () => {
      if (!signal.aborted) return;
      throw new AppException({ code: 'cancelled', message: 'Measuring was cancelled.' });
    },
  };
  const members = reader.files.memberSizes?.();
  if (members !== undefined) {
    const { parts } = await measureArchive(members, options);
    const archiveBytes = await regularFileSize(path);
    return {
      parts: parts.map((part) => ({ ...part })),
      unreadCount: 0,
      ...(archiveBytes === undefined ? {} : { archiveBytes }),
    };
  }
  const { parts, unreadCount } = await measureFolder(path, options);
  return { parts: parts.map((part) => ({ ...part })), unreadCount };
}
