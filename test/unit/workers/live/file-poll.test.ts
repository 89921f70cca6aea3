import { expect, test } from 'vitest';
import type { FileState } from '../../../../electron/files/file-state.ts';
import { FilePoll, MOST_CALLS } from '../../../../electron/workers/live/file-poll.ts';

const OLD_NS = 1_600_000_000_123_456_789n;

/** Files by path, and how often they were looked at. */
class Files {
  readonly states = new Map<string, FileState>();
  looks: string[] = [];

  readonly look = (path: string): FileState | undefined => {
    this.looks.push(path);
    return this.states.get(path);
  };

  put(path: string, modifiedNs = OLD_NS): void {
    this.states.set(path, { sizeBytes: 1, modifiedNs, changedNs: modifiedNs, inode: 1n });
  }
}

function files(count: number): Files {
  const made = new Files();
  made.put('/w/');
  made.put('/w');
  for (let at = 0; at < count; at += 1) made.put(`/w/runs/${at}`);
  return made;
}

test('however many files are followed, a poll looks at fewer than twenty, each of them in turn', () => {
  const disk = files(10_000);
  const poll = new FilePoll('/w', ['.zattrs', 'runs'], disk.look);
  poll.poll();
  poll.follow([['runs/0'], Array.from({ length: 10_000 }, (_, at) => `runs/${at}`)]);
  const seen = new Set<string>();
  for (let turn = 0; turn < 700; turn += 1) {
    disk.looks = [];
    expect(poll.poll()).toBe('same');
    // Every time, in a group of its own.
    expect(disk.looks).toContain('/w/runs/0');
    expect(disk.looks.length).toBeLessThanOrEqual(MOST_CALLS);
    expect(disk.looks.length).toBeLessThan(20);
    for (const path of disk.looks) seen.add(path);
  }
  expect(seen.size).toBe(10_003);
});

test('a followed file that is written again in place is seen when its turn comes', () => {
  const disk = files(100);
  const poll = new FilePoll('/w', [], disk.look);
  poll.poll();
  poll.follow([Array.from({ length: 100 }, (_, at) => `runs/${at}`)]);
  for (let turn = 0; turn < 6; turn += 1) expect(poll.poll()).toBe('same');
  disk.put('/w/runs/40', OLD_NS + 1n);
  const seen = Array.from({ length: 6 }, () => poll.poll());
  expect(seen.filter((state) => state === 'changed')).toHaveLength(1);
  expect(poll.poll()).toBe('same');
});

test('a file that comes, goes, or is another one counts as written', () => {
  const disk = files(0);
  disk.put('/w/a');
  const poll = new FilePoll('/w', ['a', 'b'], disk.look);
  poll.poll();
  expect(poll.poll()).toBe('same');
  disk.put('/w/b');
  expect(poll.poll()).toBe('changed');
  disk.states.delete('/w/a');
  expect(poll.poll()).toBe('changed');
  disk.states.set('/w/b', { sizeBytes: 1, modifiedNs: OLD_NS, changedNs: OLD_NS, inode: 2n });
  expect(poll.poll()).toBe('changed');
  expect(poll.poll()).toBe('same');
  disk.states.delete('/w');
  expect(poll.poll()).toBe('gone');
});

test('what was written a moment before a poll is read once more, for the time may be coarse', () => {
  const disk = files(0);
  const poll = new FilePoll('/w', ['a'], disk.look);
  const nowNs = BigInt(Math.floor(Date.now() / 1000)) * 1_000_000_000n;
  disk.put('/w/a', nowNs);
  poll.poll();
  expect(poll.poll()).toBe('changed');
});

test('a file that was written between the first reading and the first look at it is seen', () => {
  const disk = files(1);
  const poll = new FilePoll('/w', [], disk.look);
  poll.poll();
  disk.put('/w/runs/0', BigInt(Date.now() + 5000) * 1_000_000n);
  poll.follow([['runs/0']]);
  expect(poll.poll()).toBe('changed');
  expect(poll.poll()).toBe('same');
});
