/** True when an entry, with all below it, is left out. Keys are relative, parts separated by `/`. */
export type LeavesOut = (key: string) => boolean;

/**
 * Makes the predicate of a list of patterns: parts separated by `/`, in which `*` stands for any
 * number of characters of one part, and `**` for any number of characters. `logs/*` leaves out what is
 * in `logs` and keeps the folder; `**temp**` leaves out every key that has `temp` in it.
 *
 * Data rather than a function, because the predicate is needed in threads.
 */
export function leavesOut(patterns: readonly string[]): LeavesOut {
  if (patterns.length === 0) return () => false;
  const expressions = patterns.map(
    (pattern) => new RegExp(`^${pattern.split('**').map(expressionOf).join('.*')}$`, 's'),
  );
  return (key) => expressions.some((expression) => expression.test(key));
}

function expressionOf(pattern: string): string {
  return pattern.split('*').map(escaped).join('[^/]*');
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
