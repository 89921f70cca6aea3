import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeGen1 } from '../../../electron/sample/gen1-writer.ts';
import {
  type ParameterStudyOptions,
  parameterStudy,
} from '../../../electron/sample/parameter-study.ts';

/** A generated GEN1 workflow in a temporary folder of its own. */
export interface StudyFolder {
  readonly path: string;
  readonly remove: () => void;
}

export async function studyFolder(
  store: 'json' | 'zarr',
  options: ParameterStudyOptions,
): Promise<StudyFolder> {
  const parent = mkdtempSync(join(tmpdir(), 'earshot-study-'));
  const path = join(parent, 'study');
  await writeGen1(path, parameterStudy(options), store);
  return { path, remove: () => rmSync(parent, { recursive: true }) };
}

/** Every file and folder with its content and modification time, to tell whether any was touched. */
export function treeOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const stats = statSync(join(folder, name), { bigint: true });
      const content = stats.isFile() ? readFileSync(join(folder, name), 'base64') : '';
      return `${name} ${stats.mtimeNs} ${stats.ctimeNs} ${content}`;
    });
}
