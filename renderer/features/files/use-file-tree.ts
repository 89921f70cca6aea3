import { useCallback, useMemo, useState } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import {
  type FilePlace,
  type OpenPart,
  type TreeKind,
  useFileChildren,
} from '../../queries/files.ts';
import { buildFileTree, type FileTree, idOf, pathOf } from './file-tree.ts';

interface FileTreeView extends FileTree {
  readonly expanded: ReadonlySet<string>;
  readonly setExpanded: (id: string, isExpanded: boolean) => void;
  readonly showMore: (id: string) => void;
  /** Why there is no tree. */
  readonly error: AppError | undefined;
  readonly isLoading: boolean;
}

const ROOT = idOf([]);

/** The tree of a file as far as the person opened it. */
export function useFileTree(file: FilePlace, as: TreeKind): FileTreeView {
  const [expanded, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [pages, setPages] = useState<ReadonlyMap<string, number>>(new Map());
  const parts = useMemo(
    () =>
      [ROOT, ...expanded].map(
        (id): OpenPart => ({ id, path: pathOf(id), pages: pages.get(id) ?? 1 }),
      ),
    [expanded, pages],
  );
  const loaded = useFileChildren(file, as, parts);
  const tree = useMemo(() => buildFileTree(expanded, (id) => loaded.get(id)), [expanded, loaded]);
  const setExpanded = useCallback((id: string, isExpanded: boolean) => {
    setOpen((old) => {
      const next = new Set(old);
      if (isExpanded) next.add(id);
      else next.delete(id);
      return next;
    });
  }, []);
  const showMore = useCallback(
    (id: string) => setPages((old) => new Map(old).set(id, (old.get(id) ?? 1) + 1)),
    [],
  );
  const root = loaded.get(ROOT);
  const error = root?.children.length === 0 ? root.error : undefined;
  const isLoading = root?.isLoading === true && root.children.length === 0;
  return { ...tree, expanded, setExpanded, showMore, error, isLoading };
}
