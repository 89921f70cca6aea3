import type { BigIntStats } from 'node:fs';

/** Which folder or file it is, whatever its name: numbers of the volume and of the item on it. */
export interface ItemIdentity {
  /** Decimal. */
  readonly device: string;
  /** Decimal. */
  readonly inode: string;
}

/** What was found to be a workflow; a file has its content pinned down as well. */
export interface ProvenIdentity extends ItemIdentity {
  /** Of a regular file; absent for a folder. */
  readonly file?: FileState | undefined;
}

/** Tells a file from the same one written to since. */
export interface FileState {
  readonly sizeBytes: number;
  /** Last change, nanoseconds since 1970-01-01 UTC, decimal. */
  readonly modifiedNs: string;
}

export function identityOf(stats: Pick<BigIntStats, 'dev' | 'ino'>): ItemIdentity {
  return { device: String(stats.dev), inode: String(stats.ino) };
}

/** @throws `ENOTDIR` for what is neither a folder nor a regular file, such as a link */
export function provenIdentityOf(stats: BigIntStats): ProvenIdentity {
  if (stats.isDirectory()) return identityOf(stats);
  if (!stats.isFile()) {
    throw Object.assign(new Error('neither folder nor file'), { code: 'ENOTDIR' });
  }
  const file = { sizeBytes: Number(stats.size), modifiedNs: String(stats.mtimeNs) };
  return { ...identityOf(stats), file };
}

export function isSameItem(a: ItemIdentity, b: ItemIdentity): boolean {
  return a.device === b.device && a.inode === b.inode;
}

/** Of one item: still a folder, or a file of the same size and time. */
export function isUnchanged({ file: a }: ProvenIdentity, { file: b }: ProvenIdentity): boolean {
  return a?.sizeBytes === b?.sizeBytes && a?.modifiedNs === b?.modifiedNs;
}
