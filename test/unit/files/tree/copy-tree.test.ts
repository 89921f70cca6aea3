import { execFileSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CopyRequest, copyTree } from '../../../../electron/files/tree/copy-tree.ts';
import { listLeftOvers } from '../../../../electron/files/tree/left-overs.ts';
import { newOperationId } from '../../../../electron/files/tree/sibling-names.ts';
import { mentionOf } from '../../../../electron/files/tree/tree-tally.ts';
import { AppException } from '../../../../shared/contract/errors.ts';
import {
  describeTree,
  errorOf,
  makeTree,
  prove,
  scratchFolder,
  testContext,
} from './tree-support.ts';

interface Place {
  readonly folder: string;
  readonly source: string;
  readonly request: CopyRequest;
}

async function place(more: Partial<CopyRequest> = {}): Promise<Place> {
  const folder = scratchFolder();
  const source = join(folder, 'study');
  makeTree(source);
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder);
  const request: CopyRequest = {
    id: newOperationId(),
    source: await prove(source),
    target: join(folder, 'copy'),
    leaveOut: [],
    allowChanges: false,
    isFlushed: false,
    dataFolder,
    ...more,
  };
  return { folder, source, request };
}

/** Nothing but what was there before, and no note of the operation. */
function expectNothingLeft({ folder, request }: Place, expected = ['data', 'study']): void {
  expect(readdirSync(folder).sort()).toEqual(expected);
  expect(readdirSync(join(request.dataFolder, 'operations'))).toEqual([]);
}

describe('a copy', () => {
  test('is the same: content, names, links, permissions, times', async () => {
    const at = await place();
    const before = describeTree(at.source);
    const report = copyTree(at.request, testContext());
    expect(describeTree(join(at.folder, 'copy'))).toEqual(before);
    expect(describeTree(at.source)).toEqual(before);
    expect(report).toMatchObject({
      path: at.request.target,
      proof: { comparison: 'equal' },
      tally: { files: 40, folders: 6, links: 2, mentions: [] },
    });
    expect(statSync(join(at.folder, 'copy')).mtimeMs).toBeCloseTo(statSync(at.source).mtimeMs, 2);
    expectNothingLeft(at, ['copy', 'data', 'study']);
  });

  test('keeps times to a microsecond', async () => {
    const at = await place();
    utimesSync(join(at.source, 'file 0'), 1_700_000_000, 1_700_000_000.987654);
    copyTree(at.request, testContext());
    const times = ['study', 'copy'].map((name) =>
      Number(statSync(join(at.folder, name, 'file 0'), { bigint: true }).mtimeNs),
    );
    expect(Math.abs((times[0] ?? 0) - (times[1] ?? 1e9))).toBeLessThanOrEqual(1000);
  });

  test('leaves out what it is told to leave out', async () => {
    const at = await place({ leaveOut: ['array/deep/*', 'logs'] });
    copyTree(at.request, testContext());
    const copied = describeTree(join(at.folder, 'copy')).join('\n');
    expect(copied).toMatch(/^array\/deep\/ /m);
    expect(copied).not.toMatch(/^array\/deep\/[^ ]/m);
    expect(copied).not.toMatch(/^logs/m);
    expect(copied).toMatch(/^array\/file 1 /m);
  });

  test('takes files of every size', async () => {
    const at = await place();
    const sizes = [65_535, 65_536, 65_537, 5_000_000, 33 * 1024 * 1024 + 7];
    for (const size of sizes) {
      writeFileSync(join(at.source, `size ${size}`), Buffer.alloc(size, size % 250));
    }
    copyTree(at.request, testContext());
    expect(describeTree(join(at.folder, 'copy'))).toEqual(describeTree(at.source));
  });

  test.runIf(process.platform === 'linux')('keeps names that are no text', async () => {
    const at = await place();
    const folder = Buffer.concat([Buffer.from(`${at.source}/`), Buffer.from([0x66, 0xff])]);
    mkdirSync(folder);
    writeFileSync(Buffer.concat([folder, Buffer.from('/a'), Buffer.from([0xfe])]), 'one');
    writeFileSync(join(at.source, 'real \uFFFD name'), 'two');
    copyTree(at.request, testContext());
    expect(describeTree(join(at.folder, 'copy'))).toEqual(describeTree(at.source));
  });

  test('never follows a link, and never opens a pipe', async () => {
    const at = await place();
    const outside = join(at.folder, 'data', 'secret');
    mkdirSync(outside);
    writeFileSync(join(outside, 'file'), 'secret');
    symlinkSync(outside, join(at.source, 'out'));
    execFileSync('mkfifo', [join(at.source, 'pipe')]);
    const { tally } = copyTree(at.request, testContext());
    const copied = describeTree(join(at.folder, 'copy')).join('\n');
    expect(copied).toContain(`out → ${outside}`);
    expect(copied).not.toContain('out/file');
    expect(copied).not.toContain('pipe');
    expect(mentionOf(tally, 'special-file')).toMatchObject({
      count: 1,
      examples: [{ key: 'pipe' }],
    });
  });

  test('gives hard-linked files an own content each', async () => {
    const at = await place();
    linkSync(join(at.source, 'file 5'), join(at.source, 'array', 'again'));
    copyTree(at.request, testContext());
    const copy = join(at.folder, 'copy');
    writeFileSync(join(copy, 'array', 'again'), 'changed');
    expect(readFileSync(join(copy, 'file 5'))).toEqual(readFileSync(join(at.source, 'file 5')));
  });

  test('takes no rights of others over', async () => {
    const at = await place();
    execFileSync('chmod', ['4755', join(at.source, 'file 0')]);
    copyTree(at.request, testContext());
    expect(statSync(join(at.folder, 'copy', 'file 0')).mode & 0o7777).toBe(0o755);
  });

  test('gets its name only after it was opened', async () => {
    const at = await place();
    const seen: string[] = [];
    const context = testContext(
      {},
      {
        opens: (folder) => {
          seen.push(folder);
          expect(readdirSync(at.folder)).not.toContain('copy');
          expect(describeTree(folder)).toEqual(describeTree(at.source));
        },
      },
    );
    copyTree(at.request, context);
    expect(seen).toHaveLength(1);
    expect(context.control.phases).toEqual([
      'copying',
      'flushing',
      'verifying',
      'opening',
      'finishing',
    ]);
  });

  test('that does not open is removed', async () => {
    const at = await place();
    const context = testContext(
      {},
      {
        opens: () => {
          throw new AppException({ code: 'corrupt-data', message: 'It does not open.', file: 'x' });
        },
      },
    );
    expect(errorOf(() => copyTree(at.request, context)).message).toBe('It does not open.');
    expectNothingLeft(at);
  });

  test('goes many folders deep', async () => {
    const at = await place();
    mkdirSync(join(at.source, ...Array<string>(300).fill('d')), { recursive: true });
    copyTree(at.request, testContext());
    expect(describeTree(join(at.folder, 'copy'))).toEqual(describeTree(at.source));
  });
});

describe('a copy is refused', () => {
  test.each([
    ['a folder', (path: string) => mkdirSync(path)],
    ['a file', (path: string) => writeFileSync(path, '')],
    ['a broken link', (path: string) => symlinkSync('nowhere', path)],
  ])('where there is %s', async (_what, make) => {
    const at = await place();
    make(at.request.target);
    expect(errorOf(() => copyTree(at.request, testContext())).code).toBe('refused');
    expect(readdirSync(at.folder).sort()).toEqual(['copy', 'data', 'study']);
  });

  test('inside itself, also by a link', async () => {
    const at = await place();
    symlinkSync(join(at.source, 'array'), join(at.folder, 'data', 'in'));
    for (const target of [join(at.source, 'copy'), join(at.folder, 'data', 'in', 'copy')]) {
      const request = { ...at.request, target };
      expect(errorOf(() => copyTree(request, testContext())).code).toBe('invalid-request');
    }
  });

  test('when the name or the path is too long, or its folder is not there', async () => {
    const at = await place();
    const codes = ['x'.repeat(256), join('no', 'where')].map((name) => {
      const request = { ...at.request, target: join(at.folder, name) };
      return errorOf(() => copyTree(request, testContext())).code;
    });
    expect(codes).toEqual(['invalid-request', 'not-found']);
  });

  test('when another folder has taken its place', async () => {
    const at = await place();
    execFileSync('mv', [at.source, join(at.folder, 'old')]);
    makeTree(at.source);
    expect(errorOf(() => copyTree(at.request, testContext())).code).toBe('changed-on-disk');
    expectNothingLeft(at, ['data', 'old', 'study']);
  });
});

describe('a cancelled copy', () => {
  test.each([0, 1, 17, 39, 42])('leaves nothing after %i files', async (files) => {
    const at = await place();
    const before = describeTree(at.source);
    const context = testContext();
    context.control.onCheck = (done) => {
      context.control.isCancelled = done >= files;
    };
    expect(errorOf(() => copyTree(at.request, context)).code).toBe('cancelled');
    expectNothingLeft(at);
    expect(describeTree(at.source)).toEqual(before);
    expect(listLeftOvers(at.request.dataFolder, testContext())).toEqual([]);
  });

  test('stops in the middle of a large file', async () => {
    const at = await place();
    writeFileSync(join(at.source, 'large'), Buffer.alloc(48 * 1024 * 1024, 1));
    const context = testContext();
    context.control.onCheck = () => {
      context.control.isCancelled = context.control.sizeBytes > 10 * 1024 * 1024;
    };
    expect(errorOf(() => copyTree(at.request, context)).code).toBe('cancelled');
    expect(context.control.sizeBytes).toBeLessThan(20 * 1024 * 1024);
    expectNothingLeft(at);
  });
});
