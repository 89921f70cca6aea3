import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { releaseNotes } from '../../../scripts/packing/release-notes.mjs';

const CHANGELOG = `# Changelog

## [Unreleased]

### Added

- Something new.

## [0.2.0] - 2026-12-01

- Two.

## [0.1.0] - 2026-11-01

- One.
`;

describe('the notes of a release', () => {
  it('are its section of the changelog', () => {
    expect(releaseNotes(CHANGELOG, '0.2.0')).toBe('- Two.');
    expect(releaseNotes(CHANGELOG, '0.1.0')).toBe('- One.');
  });

  it('are what is not released yet where it has none, and nothing where that is missing', () => {
    expect(releaseNotes(CHANGELOG, '0.3.0')).toBe('### Added\n\n- Something new.');
    expect(releaseNotes('# Changelog\n', '0.3.0')).toBeUndefined();
  });

  it('are there for the version of now', () => {
    const root = join(import.meta.dirname, '..', '..', '..');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly version: string;
    };
    const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
    expect(releaseNotes(changelog, version)).toContain('Opening of workflows');
  });
});
