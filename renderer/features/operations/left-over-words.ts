import type { LeftOver } from '../../../shared/contract/operations.ts';
import { baseName } from '../../ui/path-parts.ts';

/** What is left, and what cleaning it up does. */
export interface LeftOverWords {
  readonly title: string;
  readonly detail: string;
  readonly clean: string;
}

export function leftOverWords({ kind, source, target }: LeftOver): LeftOverWords {
  const name = baseName(source);
  switch (kind) {
    case 'copy':
      return {
        title: `An unfinished copy of ${name}.`,
        detail: 'The original is whole. The unfinished copy can be removed.',
        clean: 'Remove the unfinished copy',
      };
    case 'convert':
      return {
        title: `An unfinished conversion of ${name}.`,
        detail: 'The original is whole. What is unfinished can be removed.',
        clean: 'Remove what is unfinished',
      };
    case 'delete':
      return {
        title: `${name} was being deleted.`,
        detail:
          'What is left of it is under another name, and may not open as a workflow any more.',
        clean: 'Finish deleting',
      };
    case 'rename':
      return {
        title: `${name} was being renamed.`,
        detail: 'The workflow is whole, under a name between the old and the new one.',
        clean: `Name it ${baseName(target ?? source)}`,
      };
  }
}
