import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { replayCase } from '../../../../electron/conformance/replay.ts';
import { type LookAt, lookAt } from '../../../../electron/files/file-state.ts';
import { polledFiles } from '../../../../electron/generations/polled-files.ts';
import { runTimesFile } from '../../../../electron/persistence/run-times.ts';
import { FilePoll } from '../../../../electron/workers/live/file-poll.ts';
import { treeOf } from '../study-folder.ts';

// Files and threads take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/** Calls of hpcflow's own stores, where the folder is there (it is not part of the repository). */
const RECORDED = fileURLToPath(new URL('../../../../../shared/store-calls', import.meta.url));
const CASES = [
  'gen1-a31-json-submit-run',
  'gen1-a31-zarr-submit-run',
  'gen1-a50-json-submit-run-two-tasks',
  'gen1-a50-zarr-add-elements',
  'gen1-a50-zarr-add-loop',
  'gen1-a50-zarr-insert-task',
];

/** As if everything was written an hour earlier: what is fresh counts as written in any case. */
const lookAtAged: LookAt = (path) => {
  const state = lookAt(path);
  return state && { ...state, modifiedNs: state.modifiedNs - 3_600_000_000_000n };
};

test.skipIf(!existsSync(RECORDED))(
  'every call of hpcflow that writes into a workflow is seen by the next poll',
  async () => {
    let written = 0;
    for (const name of CASES) {
      const store = name.includes('zarr') ? 'zarr' : 'json';
      let poll: FilePoll | undefined;
      let before: readonly string[] = [];
      await replayCase(join(RECORDED, name), (path, call) => {
        if (poll === undefined) {
          poll = new FilePoll(path, polledFiles(store, 'GEN1'), lookAtAged);
          poll.follow([[0, 1].map((insertId) => join(runTimesFile(insertId, 0), '..'))]);
        }
        const seen = poll.poll();
        const after = treeOf(path);
        const isWritten = before.length > 0 && after.join('\n') !== before.join('\n');
        before = after;
        if (!isWritten) return;
        written += 1;
        expect(seen, `${name}: ${call.seq} ${call.method}`).toBe('changed');
      });
    }
    expect(written).toBeGreaterThan(30);
  },
);
