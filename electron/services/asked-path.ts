import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppException } from '../../shared/contract/errors.ts';

/**
 * A path as a person gave it (typed, pasted with quotes, `~/…`, `file://…`) as an absolute path.
 *
 * @throws {AppException} `invalid-request` for a relative path or one with a NUL character.
 */
export function askedPath(text: string): string {
  const bare = text.trim().replace(/^(["'])(.*)\1$/s, '$2');
  const path = withoutScheme(bare);
  if (path.includes('\0')) throw invalid('The path has a NUL character in it.');
  if (path === '~') return homedir();
  if (path.startsWith('~/') || path.startsWith('~\\')) return join(homedir(), path.slice(2));
  if (!isAbsolute(path)) {
    throw invalid(`${JSON.stringify(path.slice(0, 200))} is not a whole path.`);
  }
  return resolve(path);
}

function withoutScheme(text: string): string {
  if (!/^file:\/\//i.test(text)) return text;
  try {
    return fileURLToPath(text);
  } catch {
    throw invalid(`${text.slice(0, 200)} does not name a file of this machine.`);
  }
}

function invalid(message: string): AppException {
  return new AppException({
    code: 'invalid-request',
    message,
    action: 'Give the whole path, from the root of the disk or from ~.',
    field: 'path',
  });
}
