/** The line of an error log that says what happened, and what is the same in logs of one cause. */

/** Marks under a line of a traceback. */
const CARETS = /^\s*[~^]+\s*$/;

/** What wrappers say after the fact: they name a step or a process, not the cause. */
const AFTERTHOUGHTS = [
  CARETS,
  /^(srun|mpirun|mpiexec|prterun): (error: )?.*(exited with|exit code|terminated|Out Of Memory)/i,
  /line \d+: +\d+ (Killed|Terminated|Aborted|Segmentation fault)\b/,
];

const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g');

/** The last line that says something of the cause; `undefined` for a log that says nothing. */
export function lastErrorLine(text: string): string | undefined {
  const lines = text.replaceAll(COLOURS, '').split(/\r\n|\n|\r/);
  let fallback: string | undefined;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = (lines[at] ?? '').trim();
    if (line === '') continue;
    fallback ??= line;
    if (!AFTERTHOUGHTS.some((pattern) => pattern.test(line))) return line;
  }
  return fallback;
}

/** Longer lines are compared by their beginning. */
const COMPARED_CHARACTERS = 400;

/**
 * A line with everything taken out that differs from run to run of one cause: paths, times, hex
 * numbers, numbers. What is quoted stays: `KeyError: 'phase'` and `KeyError: 'grid'` are two causes.
 */
export function normalisedLine(line: string): string {
  return line
    .slice(0, COMPARED_CHARACTERS)
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '#')
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/g, '#')
    .replaceAll(/\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?\b/g, '#')
    .replaceAll(/(?:[A-Za-z]:)?(?:[\\/][\w.+~@-]+){2,}[\\/]?/g, '…')
    .replaceAll(/\b0x[0-9a-f]+\b/gi, '#')
    .replaceAll(/[-+]?\d[\d,.]*(?:e[-+]?\d+)?/gi, '#')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
