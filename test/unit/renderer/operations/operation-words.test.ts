import { describe, expect, it } from 'vitest';
import {
  activityChecks,
  agoWords,
  mentionChecks,
  targetChecks,
} from '../../../../renderer/features/operations/check-words.ts';
import { copyWords } from '../../../../renderer/features/operations/copy-words.ts';
import {
  doneWords,
  failureDetail,
  failureTitle,
  rateWords,
  remainingWords,
  shareOf,
  stepsOf,
} from '../../../../renderer/features/operations/operation-words.ts';
import type {
  KnownCopy,
  Operation,
  OperationProgress,
  Preflight,
} from '../../../../shared/contract/operations.ts';

const NOW_MS = Date.UTC(2026, 10, 26, 12, 0, 0);

const found: Preflight = {
  token: 't',
  purpose: 'copy',
  name: 'study',
  path: '/sims/study',
  form: 'folder',
  all: { files: 2630, sizeBytes: 5e9, folders: 20, links: 1 },
  volume: { kind: 'local', freeBytes: 2e11 },
  trash: { isAvailable: true, isUndoable: true },
  cautions: [],
  activeRuns: 0,
  newestMs: NOW_MS - 2 * 60_000,
  newestKey: 'parameters/base/21',
  mentions: [],
};

const progress: OperationProgress = {
  phase: 'copying',
  files: 1000,
  sizeBytes: 2e9,
  total: { files: 2000, sizeBytes: 8e9 },
  filesPerS: 142,
  bytesPerS: 104e6,
  current: 'parameters',
};

const operation: Operation = {
  operationId: 'o',
  kind: 'copy',
  name: 'study',
  path: '/sims/study',
  target: '/sims/study copy',
  startedMs: 0,
  isCancelling: false,
  progress,
};

describe('what was found', () => {
  it('says what may still write, and when it last did', () => {
    expect(activityChecks(found, NOW_MS)).toEqual([{ kind: 'good', text: 'No run is active.' }]);
    const busy: Preflight = {
      ...found,
      activeRuns: 8,
      cautions: ['runs-active', 'changed-recently'],
    };
    expect(activityChecks(busy, NOW_MS).map(({ text }) => text)).toEqual([
      '8 runs are recorded as submitted or running. The copy is of what is on the disk now.',
      'parameters/base/21 changed 2 min ago. Something may still write.',
    ]);
    expect(activityChecks({ ...found, activeRuns: undefined }, NOW_MS)[0]?.kind).toBe('warn');
  });

  it('says times as a sentence needs them', () => {
    expect(agoWords(NOW_MS - 10_000, NOW_MS)).toBe('less than a minute ago');
    expect(agoWords(NOW_MS - 3 * 60_000, NOW_MS)).toBe('3 min ago');
    expect(agoWords(NOW_MS - 400 * 86_400_000, NOW_MS)).toMatch(/^on \d+ \w+ 2025$/);
  });

  it('warns of room that is short, and is silent of a name that is taken', () => {
    const facts = {
      path: '/x',
      isSameVolume: false,
      freeBytes: 1e9,
      neededBytes: 5e9,
      isSpaceShort: true,
    };
    expect(targetChecks(facts).map(({ text }) => text)).toEqual([
      'The copy may need 5 GB; there are 1 GB free on another volume.',
      'Nothing is there yet under that name.',
    ]);
    const problem = { code: 'refused' as const, message: 'Taken.' };
    expect(targetChecks({ ...facts, problem })).toHaveLength(1);
  });

  it('tells of links that lead out, as it matters for what is done', () => {
    const mentions: Preflight['mentions'] = [
      { kind: 'link-leading-out', count: 2, examples: [{ key: 'a', detail: '/etc' }] },
      { kind: 'hard-link', count: 1, examples: [{ key: 'b', detail: '' }] },
    ];
    expect(mentionChecks({ ...found, mentions }).map(({ text }) => text)).toEqual([
      '2 links lead out of the folder and stay links in the copy: a and 1 more.',
      '1 file has more than one name; the copy gets files of its own.',
    ]);
    expect(
      mentionChecks({ ...found, purpose: 'delete', mentions }).map(({ text }) => text),
    ).toEqual(['2 links lead out of the folder. What they lead to stays: a and 1 more.']);
  });
});

describe('how far it is', () => {
  it('is said by files and bytes, with a range of what remains', () => {
    expect(shareOf(progress)).toBeCloseTo(0.375);
    expect(shareOf({ ...progress, total: undefined })).toBeUndefined();
    expect(rateWords(progress)).toBe('104 MB/s, 142 files/s');
    const left = (lowMs: number, highMs: number): string =>
      remainingWords({ ...progress, remaining: { lowMs, highMs } });
    expect(remainingWords(progress)).toBe('');
    expect(left(5000, 7000)).toBe('About 5 to 7 s left');
    expect(left(110_000, 190_000)).toBe('About 2 to 3 min left');
    expect(left(7_000_000, 11_000_000)).toBe('About 2 to 3 h left');
    expect(left(200, 800)).toBe('About 1 s left');
  });

  it('is a share of the bytes, where there is one file', () => {
    const half = { files: 0, sizeBytes: 4e9, total: { files: 1, sizeBytes: 8e9 } };
    expect(shareOf({ ...progress, ...half })).toBe(0.5);
    expect(shareOf({ ...progress, ...half, files: 1, sizeBytes: 8e9 })).toBe(1);
  });

  it('is said by steps', () => {
    const at = (phase: OperationProgress['phase']) =>
      stepsOf({ ...operation, progress: { ...progress, phase } }).map(({ state }) => state);
    expect(at('copying')).toEqual(['now', 'next', 'next', 'next', 'next']);
    expect(at('verifying')).toEqual(['done', 'done', 'now', 'next', 'next']);
    expect(at('cleaning')).toEqual(['now']);
  });
});

describe('how it ended', () => {
  it('says what was made, and what became of what was not', () => {
    expect(doneWords(operation)).toBe('study is copied to study copy.');
    const cancelled = { code: 'cancelled', message: 'The operation was cancelled.' } as const;
    expect(failureTitle(operation, cancelled)).toBe('Cancelled.');
    expect(failureDetail(operation, cancelled)).toBe(
      'The partial copy was removed; the original was not touched.',
    );
    const left = { ...cancelled, message: `${cancelled.message} What was copied is left in /x.` };
    expect(failureDetail(operation, left)).toBe(left.message);
    const half = { code: 'refused', message: '/s is deleted in part.', action: 'Finish.' } as const;
    expect(failureTitle({ kind: 'delete', name: 'study' }, half)).toBe(
      'study was not deleted completely.',
    );
    expect(failureDetail({ kind: 'delete' }, half)).toBe('/s is deleted in part. Finish.');
  });
});

describe('copies of what is about to be deleted', () => {
  const made: KnownCopy = {
    origin: 'made',
    path: '/archive/study',
    madeMs: NOW_MS - 5 * 60_000,
    wasCompared: true,
    withoutRunFiles: false,
    condition: 'as-made',
    hasSourceChanged: false,
  };
  const told = (copy: KnownCopy): string => {
    const { kind, before, after } = copyWords(copy, NOW_MS);
    return `${kind}: ${before} ${copy.path}${after}`;
  };

  it('reassure only where all is as it was', () => {
    expect(told(made)).toBe(
      'good: A copy exists: /archive/study, verified byte by byte 5 min ago, and nothing changed since.',
    );
    expect(told({ ...made, wasCompared: false })).toContain('verified by counting 5 min ago');
    expect(told({ ...made, hasSourceChanged: true })).toBe(
      'warn: A copy exists: /archive/study, verified byte by byte 5 min ago. What changed here since is not in it.',
    );
    expect(told({ ...made, withoutRunFiles: true })).toMatch(
      /^warn: A copy without the files of runs exists: /,
    );
  });

  it('say what became of a copy', () => {
    expect(told({ ...made, condition: 'changed' })).toBe(
      'warn: A copy was made 5 min ago, but /archive/study changed since: it may lack something.',
    );
    expect(told({ ...made, condition: 'missing' })).toContain('/archive/study is gone.');
    expect(told({ ...made, condition: 'out-of-reach' })).toContain('cannot be reached now.');
    expect(told({ origin: 'known', path: '/other/study' })).toBe(
      'warn: The same workflow is also at /other/study; whether it is equal was not looked at.',
    );
  });
});
