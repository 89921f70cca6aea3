import { createHash } from 'node:crypto';
import { cpSync, existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { z } from 'zod';

/** Workflows that real hpcflow wrote, beside the project; they are not part of it. */
const SHARED = join(import.meta.dirname, '..', '..', '..', 'shared', 'workflows');

/** Path of a real workflow. Skips the test, visibly, where the folder is not there. */
export function realWorkflow(name: string): string {
  const path = join(SHARED, name);
  test.skip(!existsSync(path), 'the folder of real workflows is not there');
  return path;
}

export const sharedFolder = SHARED;

/** A copy of a real workflow that the test may spoil. */
export function copyOf(name: string, folder: string): string {
  const path = join(folder, name);
  cpSync(realWorkflow(name), path, { recursive: true });
  return path;
}

/** What hpcflow itself says of a real workflow, read with a schema of the part that is wanted. */
export function truthOf<T extends z.ZodType>(name: string, schema: T): z.infer<T> {
  return schema.parse(JSON.parse(readFileSync(join(SHARED, `${name}.truth.json`), 'utf8')));
}

/** Every file below a folder with its size, time of change and digest. */
export function snapshot(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (path: string): void => {
    const state = lstatSync(path);
    const name = path.slice(folder.length) || '/';
    if (state.isDirectory()) {
      found[name] = `folder ${state.mtimeMs}`;
      for (const entry of readdirSync(path)) visit(join(path, entry));
    } else {
      const digest = createHash('sha256').update(readFileSync(path)).digest('hex');
      found[name] = `${state.size} ${state.mtimeMs} ${digest}`;
    }
  };
  visit(folder);
  return found;
}

/** Waits until a workflow of this name is open and its overview drawn. */
export async function waitForWorkflow(page: Page, name: string): Promise<void> {
  await expect(
    page.getByRole('tab', { name: new RegExp(`${name}$`), selected: true }),
  ).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Workflow' })).toBeVisible();
}

/** Shows a view with the navigator. */
export async function showView(page: Page, name: string): Promise<void> {
  const navigator = page.getByRole('navigation', { name: 'Workflow' });
  await navigator
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .click();
  await expect(
    navigator.getByRole('button', { name: new RegExp(`^${name}`) }).first(),
  ).toHaveAttribute('aria-current', 'page');
}
