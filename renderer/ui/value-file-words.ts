import type { ValueFile } from '../../shared/contract/value-files.ts';

/** Last part of a path, of whatever system. */
export function fileName(path: string): string {
  return path.split(/[/\\]/).filter(Boolean).at(-1) ?? path;
}

/** Why a file cannot be opened, in a few words. */
export function fileStateWords({ state }: ValueFile): string {
  switch (state) {
    case 'there':
      return '';
    case 'empty':
      return 'empty';
    case 'absent':
      return 'not found';
    case 'not-in-zip':
      return 'not in zip';
    case 'outside':
      return 'outside the workflow';
  }
}
