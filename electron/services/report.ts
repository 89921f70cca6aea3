import { open } from 'node:fs/promises';
import type { BackendOptions } from './backend.ts';

const MAX_LOG_BYTES = 64 * 1024;

/**
 * A path of Linux, macOS or Windows. Where it ends cannot be known, for it may hold blanks: it goes on
 * to a sign that ends a part of a sentence, and may so take some words with it.
 */
const PATHS =
  /(?:file:\/\/|(?<![A-Za-z])[A-Za-z]:[\\/]|\\\\|(?<![\w/<])\/(?=[^/\s]))[^\n"'`<>|*?:;,()[\]]*[^\n"'`<>|*?:;,()[\]\s]/g;

/** A text without names of folders and files: the same path has the same number everywhere. */
export function withoutPaths(text: string): string {
  const numbers = new Map<string, number>();
  return text.replaceAll(PATHS, (path) => {
    const number = numbers.get(path) ?? numbers.size + 1;
    numbers.set(path, number);
    return `<path ${number}>`;
  });
}

/** Versions and the end of the log, for people to paste where they tell of a problem. */
export async function readReport(
  options: Pick<BackendOptions, 'productVersion' | 'logFile'>,
): Promise<string> {
  const { node, electron, chrome } = process.versions as Partial<Record<string, string>>;
  const shell = electron === undefined ? '' : `, Electron ${electron}, Chromium ${chrome}`;
  const lines = await endOf(options.logFile);
  return [
    `Earshot ${options.productVersion} on ${process.platform} ${process.arch}`,
    `Node ${node}${shell}`,
    '',
    lines === '' ? 'The log is empty.' : `The end of the log:\n${withoutPaths(lines).trimEnd()}`,
    '',
  ].join('\n');
}

/** Whole lines at the end of a file; empty where there is none. */
async function endOf(path: string | undefined): Promise<string> {
  if (path === undefined) return '';
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    const start = Math.max(0, size - MAX_LOG_BYTES);
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(size - start),
      position: start,
    });
    const text = buffer.toString('utf8', 0, bytesRead);
    return start === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } catch {
    return '';
  }
}
