import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { FlatWorkflow } from '../../electron/persistence/flat-writing/flat-workflow.ts';
import { writeFlatWorkflow } from '../../electron/persistence/flat-writing/write-flat.ts';
import { buildLaterStudy } from '../../electron/sample/later-workflow.ts';
import { describedStudy } from '../../electron/sample/parameter-study.ts';
import { zipArchive } from '../support/zip-archive.ts';

/** More members than the old form of an archive can count. */
const MOST_MEMBERS = 65_535;

/** The study of the other measurements, as later generations record it. */
export function flatStudy(elements: number): FlatWorkflow {
  const study = describedStudy({ elements });
  return buildLaterStudy(
    {
      ...study,
      appVersion: '0.2.0a235',
      outcomeOf: (run) => {
        const outcome = study.outcomeOf(run);
        return outcome.state === 'failed' ? { ...outcome, exitCode: 1 } : outcome;
      },
      hostOf: ({ element }) => `node${element % 8}`,
      tasksWithFolders: [],
      textsOf: () => ({}),
      scripts: new Map(),
    },
    'parameter_study',
  );
}

/** Writes it as a folder, and the same files as an archive, not compressed: as hpcflow's own are. */
export async function writeFlatStudy(
  folder: string,
  archive: string,
  workflow: FlatWorkflow,
  layout: 'gen3' | 'gen4',
): Promise<void> {
  await writeFlatWorkflow(folder, workflow, layout, 'zarr', {
    isSynced: false,
    retry: { waitsMs: [] },
  });
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { name: relative(folder, path), text: readFileSync(path) };
    });
  writeFileSync(archive, zipArchive(entries, { isZip64: entries.length > MOST_MEMBERS }));
}
