import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** One older file is kept, so the log never takes more than twice this. */
const MAX_BYTES = 1_000_000;

/**
 * Writes lines with their time to a file, and as they are to where people see them. Meant for rare
 * lines: refusals, crashes, internal errors. The file is the user's own, for it names folders.
 *
 * @param print such as to standard error.
 */
export function createLog(file: string, print: (line: string) => void): (line: string) => void {
  return (line) => {
    const text = `${new Date().toISOString()} ${line}\n`;
    print(line);
    try {
      mkdirSync(dirname(file), { recursive: true });
      if (sizeOf(file) > MAX_BYTES) renameSync(file, `${file}.old`);
      appendFileSync(file, text, { mode: 0o600 });
    } catch {
      // A full or read-only disk: the line was printed.
    }
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
