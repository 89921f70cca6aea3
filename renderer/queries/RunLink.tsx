import type { Structure } from '../../shared/contract/documents.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';
import { PlaceLink } from './PlaceLink.tsx';
import { addressOfRun, runName } from './run-places.ts';

interface RunLinkProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  /** Of the index. */
  readonly row: number;
}

/** Name of a run, leading to its place. */
export function RunLink({ structure, index, row }: RunLinkProps) {
  return (
    <PlaceLink to={addressOfRun(structure, index, row)}>{runName(structure, index, row)}</PlaceLink>
  );
}
