import { access, constants, readFile, realpath, stat, statfs } from 'node:fs/promises';

/** What kind of volume a folder is on, as far as that matters for a trash. */
export type VolumeKind = 'local' | 'network' | 'wsl';

/**
 * File systems of servers, and of programs that show them, by the number that statfs(2) gives
 * (linux/magic.h, and the makers' own).
 */
const NETWORK_TYPES: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
  [0x19830326, 'BeeGFS'],
  [0x47504653, 'GPFS'],
  [0xaad7aaea, 'PanFS'],
  [0x65735546, 'FUSE'],
  [0x786f4256, 'VirtualBox shared folders'],
  [0xbacbacbc, 'VMware shared folders'],
]);

/** How Linux inside Windows shows the drives of Windows, and others show a host's folders. */
const PLAN9_TYPE = 0x01021997;

/** Kind of a Linux volume by its number. */
export function linuxVolumeKind(type: number): VolumeKind {
  // Signed or not, depending on the machine.
  const unsigned = type >>> 0;
  if (unsigned === PLAN9_TYPE) return 'wsl';
  return NETWORK_TYPES.has(unsigned) ? 'network' : 'local';
}

/** Kind of a Windows volume by the spelling of an absolute path. */
export function windowsVolumeKind(path: string): VolumeKind {
  const plain = path.replace(/^\\\\\?\\UNC\\/i, '\\\\').replace(/^\\\\\?\\/, '');
  if (/^\\\\wsl(?:\$|\.localhost)\\/i.test(plain)) return 'wsl';
  return plain.startsWith('\\\\') ? 'network' : 'local';
}

export interface Volume {
  readonly kind: VolumeKind;
  /** Decimal; two folders on the same volume have the same. */
  readonly device: string;
  /** For this user, bytes. Quotas are not known. */
  readonly freeBytes: number;
  readonly totalBytes: number;
  /** Files of a volume take multiples of this, bytes. */
  readonly blockBytes: number;
  /** The folder can be written, as far as its permissions say. */
  readonly isWritable: boolean;
}

/**
 * The volume that a folder is on.
 *
 * @throws The error of the system when there is no such folder
 */
export async function volumeOf(folder: string): Promise<Volume> {
  const real = await realpath(folder);
  const [stats, space] = await Promise.all([stat(real, { bigint: true }), statfs(real)]);
  const isWritable = await access(real, constants.W_OK).then(
    () => true,
    () => false,
  );
  return {
    kind: await kindOfVolume(real, space.type),
    device: String(stats.dev),
    freeBytes: space.bavail * space.bsize,
    totalBytes: space.blocks * space.bsize,
    blockBytes: space.bsize,
    isWritable,
  };
}

async function kindOfVolume(path: string, type: number): Promise<VolumeKind> {
  if (process.platform === 'win32') return windowsVolumeKind(path);
  if (process.platform !== 'linux') return 'local';
  const kind = linuxVolumeKind(type);
  // Plan 9 shares are used by other virtual machines too.
  return kind === 'wsl' && !(await isInsideWindows()) ? 'network' : kind;
}

async function isInsideWindows(): Promise<boolean> {
  const text = await readFile('/proc/version', 'utf8').catch(() => '');
  return /microsoft/i.test(text);
}
