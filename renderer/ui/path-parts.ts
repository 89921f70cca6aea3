/** Last part of a path of either system; the path itself for a root. */
export function baseName(path: string): string {
  const trimmed = path.replace(/[\\/]+$/, '');
  const at = Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\'));
  return trimmed.slice(at + 1) || path;
}

/** Everything before the last part, without the separator; a root keeps it. */
export function parentPath(path: string): string {
  const trimmed = path.replace(/[\\/]+$/, '');
  const at = Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\'));
  if (at < 0) return '';
  const parent = trimmed.slice(0, at);
  return parent === '' || /^[A-Za-z]:$/.test(parent) ? trimmed.slice(0, at + 1) : parent;
}
