import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { sourcesIn, textOf } from './sources.ts';

describe('docs/security.md', () => {
  const rows = textOf('docs/security.md')
    .split('\n')
    .filter((line) => /`test\/[^`]+`/.test(line) && line.startsWith('|'));
  const proofs = rows.map((row): readonly [file: string, title: string] => {
    const [, file = '', title = ''] = /`(test\/[^`]+)`(?: "(.+)")? \|$/.exec(row) ?? [];
    return [file, title];
  });

  test('names a proof in every row', () => {
    expect(rows.length).toBeGreaterThan(40);
    expect(proofs.filter(([file]) => file === '')).toEqual([]);
  });

  test.each(proofs)('%s has the test it names: %s', (file, title) => {
    expect(textOf(file)).toContain(title === '' ? 'test(' : `'${title}'`);
  });

  test('goes through all twenty points of the checklist', () => {
    const points = rows.flatMap((row) => /^\| (\d+) \|/.exec(row)?.[1] ?? []).map(Number);
    expect(points).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  });
});

describe('the application', () => {
  const sources = sourcesIn('electron', 'renderer', 'shared');

  test('uses nothing that Electron warns of', () => {
    const warned = [
      'openExternal',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'allowpopups',
      '<webview',
      'dangerouslySetInnerHTML',
      'innerHTML',
      'insertAdjacentHTML',
      'document.write',
      'eval(',
      'new Function(',
    ];
    const found = sources.flatMap((file) => {
      const text = textOf(file);
      return warned.filter((word) => text.includes(word)).map((word) => `${file}: ${word}`);
    });
    expect(found).toEqual([]);
  });

  test('names one exact version of Electron', () => {
    const PackageSchema = z.object({ devDependencies: z.object({ electron: z.string() }) });
    const { devDependencies } = PackageSchema.parse(JSON.parse(textOf('package.json')));
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('sets the fuses', () => {
    const BuilderSchema = z.object({ electronFuses: z.record(z.string(), z.boolean()) });
    const { electronFuses } = BuilderSchema.parse(parse(textOf('electron-builder.yml')));
    expect(electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});
