import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageInTheme } from '../../../electron/dispatch/page-files.ts';
import { THEMES } from '../../../shared/contract/settings.ts';

const RENDERER = join(import.meta.dirname, '..', '..', '..', 'renderer');
const html = Uint8Array.from(readFileSync(join(RENDERER, 'index.html')));
const chosen = THEMES.filter((theme) => theme !== 'system');

describe('the page', () => {
  it.each(chosen)('has the theme %s before any script', (theme) => {
    const text = new TextDecoder().decode(pageInTheme(html, theme));
    const tone = theme.endsWith('dark') ? 'dark' : 'light';
    expect(text).toContain(`<html lang="en" data-theme="${theme}">`);
    expect(text).toContain(`<meta name="color-scheme" content="${tone}" />`);
  });

  it('is as it was built for the theme of the system', () => {
    expect(pageInTheme(html, 'system')).toBe(html);
    expect(new TextDecoder().decode(html)).not.toContain('data-theme');
  });

  it.each(chosen)('is painted at first as the theme %s paints it', (theme) => {
    const first = readFileSync(join(RENDERER, 'design', 'first-paint.css'), 'utf8');
    const own = readFileSync(join(RENDERER, 'design', `theme-${theme}.css`), 'utf8');
    const surface = (css: string): string | undefined =>
      /--surface-window:\s*(#[0-9a-f]+)/.exec(css)?.[1];
    const part = first.slice(first.indexOf(`[data-theme="${theme}"]`));
    expect(surface(own)).toMatch(/^#/);
    expect(surface(part)).toBe(surface(own));
  });
});
