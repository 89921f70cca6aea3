import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Real workflows with what hpcflow itself says of them, where the folder is there (it is not part of
 * the repository). Tests that need it are visibly skipped without it.
 */
export const SHARED_WORKFLOWS = fileURLToPath(
  new URL('../../../shared/workflows', import.meta.url),
);

export const hasSharedWorkflows = existsSync(SHARED_WORKFLOWS);

/** Names (with `.zip` where it is one) of the workflows that have a truth file. */
export function sharedWorkflowNames(prefix: string): string[] {
  if (!hasSharedWorkflows) return [];
  const names = readdirSync(SHARED_WORKFLOWS);
  return names
    .filter((name) => name.startsWith(prefix) && name.endsWith('.truth.json'))
    .map((name) => name.slice(0, -'.truth.json'.length))
    .map((name) => (names.includes(`${name}.zip`) ? `${name}.zip` : name))
    .sort();
}

export function sharedWorkflowPath(name: string): string {
  return `${SHARED_WORKFLOWS}/${name}`;
}

/** The truth beside a workflow, unparsed as to its type. */
export function truthOf(name: string): unknown {
  const file = `${SHARED_WORKFLOWS}/${name.replace(/\.zip$/, '')}.truth.json`;
  return JSON.parse(readFileSync(file, 'utf8'));
}
