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

  test('reaches for the network in these places only', () => {
    const words =
      /\bfetch\(|new WebSocket\(|XMLHttpRequest|sendBeacon|EventSource|node:(?:https?|http2|net|dns|tls|dgram)'|from 'undici'|\bnet\.|https?:\/\/(?!127\.0\.0\.1|www\.w3\.org\/)/;
    // Types are no code, and comments are none either.
    const isCode = (line: string): boolean => !/^\s*(?:import type|\*|\/\/|\/\*)/.test(line);
    const files = sources.filter((file) =>
      textOf(file)
        .split('\n')
        .some((line) => isCode(line) && words.test(line)),
    );
    expect(files).toEqual([
      // The look for a newer release, off unless switched on.
      'electron/desktop/releases.ts',
      // The server for a browser on this machine.
      'electron/loopback/request-guard.ts',
      'electron/loopback/server.ts',
      'electron/loopback/unix-socket.ts',
      'electron/services/update-check.ts',
      // Its client, which asks where the page came from.
      'renderer/host/choose-host.ts',
      'renderer/host/event-channel.ts',
      'renderer/host/loopback-client.ts',
      'renderer/host/loopback-session.ts',
      // Fonts of the page itself, put into a picture that is saved.
      'renderer/visuals/task-graph/graph-file.tsx',
    ]);
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
