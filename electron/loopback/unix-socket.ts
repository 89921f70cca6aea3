import { chmod, lstat, mkdir, stat, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { AppException } from '../../shared/contract/errors.ts';

/** Read, write or enter, for anybody but the owner. */
const OTHERS_MODE = 0o077;
/** The shortest limit of the systems we run on (macOS: 104 with the end mark). */
const MAX_SOCKET_PATH_BYTES = 103;

/**
 * Makes sure that a socket can be made at `file`, in a folder that only this user can enter, and
 * takes a dead one away. The folder's mode protects the socket: some systems ignore a socket's own.
 *
 * @throws {AppException} when the folder is open to others, or something else is in the way.
 */
export async function claimSocketFile(file: string): Promise<void> {
  if (process.platform === 'win32') {
    throw refusal('unsupported-operation', '--socket is not available on Windows.');
  }
  if (Buffer.byteLength(file) > MAX_SOCKET_PATH_BYTES) {
    throw refusal('invalid-request', `The path of the socket is too long: ${file}.`);
  }
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { mode, uid } = await stat(folder);
  if ((mode & OTHERS_MODE) !== 0 || uid !== process.getuid?.()) {
    throw refusal(
      'refused',
      `Other users can enter ${folder}, so the socket would not be safe there.`,
      `Use a folder of your own with mode 0700: chmod 700 ${folder}`,
    );
  }
  await removeDeadSocket(file);
}

async function removeDeadSocket(file: string): Promise<void> {
  const existing = await lstat(file).catch(() => undefined);
  if (existing === undefined) return;
  if (!existing.isSocket()) throw refusal('refused', `${file} is there and is no socket.`);
  if (await isAnswering(file)) {
    throw refusal('refused', `Another program is listening on ${file}.`, 'Choose another name.');
  }
  await unlink(file);
}

function isAnswering(file: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(file);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

/** After listening: the socket's own mode too, where the system looks at it. */
export async function protectSocketFile(file: string): Promise<void> {
  await chmod(file, 0o600);
}

function refusal(
  code: 'refused' | 'invalid-request' | 'unsupported-operation',
  message: string,
  action?: string,
): AppException {
  return new AppException({ code, message, ...(action === undefined ? {} : { action }) });
}
