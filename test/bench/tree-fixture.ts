import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the files of a tree lie. */
export const TREE_SHAPES = ['flat', 'runs'] as const;
export type TreeShape = (typeof TREE_SHAPES)[number];

/** As small as the chunks and logs of a workflow mostly are. */
const FILE_BYTES = 400;

/** Seconds since 1970: workflows are mostly copied long after they ran. */
const WRITTEN_S = 1_700_000_000;

/**
 * Makes a tree of small files.
 *
 * @param shape - `flat`: ten folders of many files, as the chunks of arrays; `runs`: a folder for every
 * four files, two levels down, as the folders of runs
 */
export function makeSmallFiles(root: string, count: number, shape: TreeShape): void {
  const perFolder = shape === 'flat' ? Math.ceil(count / 10) : 4;
  let folder = root;
  for (let made = 0; made < count; made += 1) {
    if (made % perFolder === 0) {
      const number = made / perFolder;
      folder =
        shape === 'flat' ? `a${number}` : join(`e_${Math.floor(number / 100)}`, `r_${number}`);
      folder = join(root, folder);
      mkdirSync(folder, { recursive: true });
    }
    const file = join(folder, `f${made}`);
    writeFileSync(file, Buffer.alloc(FILE_BYTES, made % 251));
    utimesSync(file, WRITTEN_S, WRITTEN_S + made / 1000);
  }
}
