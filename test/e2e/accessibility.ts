import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Without motion, so that no colour is caught half way between two themes. */
const DARK = {
  colorScheme: 'dark',
  contrast: 'no-preference',
  reducedMotion: 'reduce',
} as const;

/** The themes besides the dark one, as a system asks for them. */
const LIGHT = { colorScheme: 'light', contrast: 'no-preference' } as const;
const OTHER_THEMES = [
  LIGHT,
  { colorScheme: 'light', contrast: 'more' },
  { colorScheme: 'dark', contrast: 'more' },
] as const;

async function violationsOf(page: Page, runOnly: { type: 'tag' | 'rule'; values: string[] }) {
  const { violations } = await new AxeBuilder({ page })
    // The page has no frames, so no second page is needed to put their results together.
    .setLegacyMode(true)
    // Describing every node that passes takes most of the time.
    .options({ runOnly, resultTypes: ['violations'] })
    .analyze();
  return violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.slice(0, 5).map(({ html, failureSummary }) => `${html} ${failureSummary}`),
  }));
}

/**
 * What of WCAG 2.2 AA a machine can check, in every theme. A theme changes colours and nothing else, so
 * the others are only asked for their contrast; those of high contrast where a whole page is shown.
 */
export async function expectAccessible(
  page: Page,
  what: 'page' | 'dialog' = 'page',
): Promise<void> {
  await page.emulateMedia(DARK);
  const found = await violationsOf(page, { type: 'tag', values: TAGS });
  expect(found).toEqual([]);
  for (const theme of what === 'page' ? OTHER_THEMES : [LIGHT]) {
    await page.emulateMedia({ ...DARK, ...theme });
    const contrast = await violationsOf(page, { type: 'rule', values: ['color-contrast'] });
    expect({ ...theme, contrast }).toEqual({ ...theme, contrast: [] });
  }
  await page.emulateMedia(DARK);
}
