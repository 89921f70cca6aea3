import type { ReactNode } from 'react';
import type { FileFacts } from '../../../shared/contract/file-views.ts';
import type { ShownFile } from '../../queries/shown-file.ts';

/** What every way to look at a file is given. */
export interface PaneProps {
  readonly file: ShownFile;
  readonly facts: FileFacts;
  /** At the left of the toolbar: the ways to look at the file. */
  readonly views: ReactNode;
  /** At its right end. */
  readonly close: ReactNode;
}
