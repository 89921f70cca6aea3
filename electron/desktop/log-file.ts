import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One older file is kept, so the log never takes more than twice this. */
const MAX_BYTES = 1_000_000;

/**
 * Writes lines with their time to a file and to standard error. Meant for rare lines: refusals,
 * crashes, internal errors.
 */
export function createLog(folder: string): (line: string) => void {
  const file = join(folder, 'earshot.log');
  return (line) => {
    const text = `${new Date().toISOString()} ${line}\n`;
    process.stderr.write(text);
    try {
      mkdirSync(folder, { recursive: true });
      if (sizeOf(file) > MAX_BYTES) renameSync(file, `${file}.old`);
      appendFileSync(file, text);
    } catch {
      // A full or read-only disk: the line is on standard error.
    }
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
