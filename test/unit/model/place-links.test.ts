import { describe, expect, it } from 'vitest';
import { formatAppLink, parseAppLink } from '../../../shared/contract/place-links.ts';

describe('links that open the app', () => {
  it.each([
    { path: '/data/w' },
    { path: '/data/a b+c&d=e#f?g', at: 'parameters?parameter=inputs.p%2F1' },
    { path: 'D:\\sims\\Größe', at: 'runs?task=1&element=3' },
    { path: '\\\\server\\share\\w' },
  ])('come back as they were: %j', (place) => {
    const link = formatAppLink(place);
    // What the system passes on is a URL of plain letters.
    expect(new URL(link).protocol).toBe('earshot:');
    expect(link).toMatch(/^[!-~]+$/);
    expect(parseAppLink(link)).toEqual(place);
  });

  it.each([
    'https://open?workflow=%2Fdata',
    'earshot://run?workflow=%2Fdata',
    'earshot://open?at=runs',
    `earshot://open?workflow=${'a'.repeat(50_000)}`,
  ])('are nothing else: %.60s', (text) => {
    expect(parseAppLink(text)).toBeUndefined();
  });
});
