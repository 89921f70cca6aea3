import { useCallback, useMemo, useState } from 'react';
import type { DataEntry } from '../../../shared/contract/documents.ts';
import { type OpenNode, useChildren } from '../../queries/parameters.ts';
import { formatPlace, parsePlace, placesTo } from './value-place.ts';
import { buildTree, groupEntries, type ValueTree } from './value-tree.ts';

interface TreeView extends ValueTree {
  readonly expanded: ReadonlySet<string>;
  readonly setExpanded: (id: string, isExpanded: boolean) => void;
  /** Fetches the next page of a container. */
  readonly showMore: (id: string) => void;
}

const NO_PAGES: ReadonlyMap<string, number> = new Map();

/**
 * The tree with what is opened in it. What leads to the selected value is open by itself, so that a
 * link into the middle of a value shows it.
 */
export function useValueTree(
  workflowId: string,
  data: readonly DataEntry[],
  selected: string | undefined,
  search: string,
): TreeView {
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [pages, setPages] = useState(NO_PAGES);

  const expanded = useMemo(() => {
    const open = new Set(groupEntries(data).map(({ label }) => `group ${label}`));
    const place = selected === undefined ? undefined : parsePlace(selected, data);
    if (place !== undefined)
      for (const above of placesTo(place).slice(0, -1)) open.add(formatPlace(above));
    for (const [id, isOpen] of choices) {
      if (isOpen) open.add(id);
      else open.delete(id);
    }
    return open;
  }, [data, selected, choices]);

  const openNodes = useMemo(() => {
    const nodes: OpenNode[] = [];
    for (const id of expanded) {
      const place = parsePlace(id, data);
      const entry = data.find(({ path }) => path === place?.entry);
      if (place === undefined || entry?.parameter === undefined || !entry.isSet) continue;
      const { parameter } = entry;
      nodes.push({ id, parameter, path: place.path, pages: pages.get(id) ?? 1 });
    }
    return nodes;
  }, [expanded, data, pages]);
  const loaded = useChildren(workflowId, openNodes);

  const tree = useMemo(
    () => buildTree({ data, expanded, childrenOf: (id) => loaded.get(id), search }),
    [data, expanded, loaded, search],
  );
  const setExpanded = useCallback(
    (id: string, isExpanded: boolean) => setChoices((old) => new Map(old).set(id, isExpanded)),
    [],
  );
  const showMore = useCallback(
    (id: string) => setPages((old) => new Map(old).set(id, (old.get(id) ?? 1) + 1)),
    [],
  );
  // What a search found is not hidden in a closed group.
  const shown = useMemo(
    () => (search === '' ? expanded : new Set([...expanded, ...tree.roots])),
    [search, expanded, tree.roots],
  );
  return { ...tree, expanded: shown, setExpanded, showMore };
}
