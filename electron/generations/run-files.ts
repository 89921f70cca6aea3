import type { Generation } from '../../shared/contract/documents.ts';

/**
 * Patterns (see `leavesOut`) of the folders that runs worked in, which nothing in the stores refers
 * to: GEN1 runs below `artifacts/tasks` (FORMATS §2.4), later ones below `execute`; what later ones
 * save below `artifacts` belongs to parameters. The emptied folder itself stays. Empty where it is not
 * known.
 */
export function runFilePatterns(generation: Generation): readonly string[] {
  switch (generation) {
    case 'GEN1':
      return ['artifacts/tasks/*'];
    case 'GEN2':
    case 'GEN3':
    case 'GEN4':
    case 'GEN5':
      return ['execute/*'];
    case 'GEN0':
    case 'unknown':
      return [];
  }
}

/**
 * What hpcflow leaves out of an archive unless asked: every key that has one of these texts in it
 * (FORMATS §13.9, GEN4 §7), which are the files of runs and backups of rechunked arrays.
 */
export const ARCHIVE_LEAVES_OUT: readonly string[] = [
  '**execute**',
  '**runs.bak**',
  '**base.bak**',
];
