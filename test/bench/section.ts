import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

/** What the figures were measured on. */
export function machineLine(rounds: string): string {
  const model = cpus()[0]?.model ?? 'CPU';
  return `Node ${process.versions.node}, ${cpus().length} × ${model}, medians of ${rounds} rounds.`;
}

/**
 * Replaces what stands between the marks of a section of docs/performance.md.
 *
 * @param name - Of its marks: `<!-- name:begin -->`, `<!-- name:end -->`.
 */
export function writeSection(name: string, text: string): void {
  const marks = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`] as const;
  const page = readFileSync(PAGE, 'utf8');
  const [before = '', rest] = page.split(marks[0]);
  const [, after] = (rest ?? '').split(marks[1]);
  if (after === undefined) throw new Error(`docs/performance.md has no section “${name}”`);
  writeFileSync(PAGE, `${before}${marks[0]}\n${text}\n${marks[1]}${after}`);
}

/** A table in Markdown that also reads well in a terminal. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = head.map((cell, at) =>
    Math.max(cell.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
