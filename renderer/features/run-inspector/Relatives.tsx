import type { Structure } from '../../../shared/contract/documents.ts';
import type { FocusGraph } from '../../../shared/contract/reasons.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { RunLink } from '../../queries/RunLink.tsx';
import { addressOfRun, statusOfRun } from '../../queries/run-places.ts';
import { Section } from '../../ui/Layout.tsx';
import { StatusList } from '../../ui/StatusList.tsx';

interface RelativesProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly row: number;
  /** One step up and down. */
  readonly graph: FocusGraph;
}

/** Runs this one took values from, and those that took values from it. */
export function Relatives({ structure, index, row, graph }: RelativesProps) {
  const above = graph.nodes.filter(({ level }) => level < 0).map((node) => node.row);
  const below = graph.nodes.filter(({ level }) => level > 0).map((node) => node.row);
  if (above.length + below.length === 0) return null;
  return (
    <>
      {above.length > 0 && (
        <Section
          title="Made from"
          aside={
            <PlaceLink to={{ ...addressOfRun(structure, index, row), view: 'lineage' }}>
              Lineage
            </PlaceLink>
          }
          isNarrow
        >
          <StatusList label="Made from" rows={above} atFirst={5} statusOf={statusOfRun(index)}>
            {(at) => <RunLink structure={structure} index={index} row={at} />}
          </StatusList>
        </Section>
      )}
      {below.length > 0 && (
        <Section
          title="Used by"
          aside={
            above.length > 0 ? undefined : (
              <PlaceLink to={{ ...addressOfRun(structure, index, row), view: 'lineage' }}>
                Lineage
              </PlaceLink>
            )
          }
          isNarrow
        >
          <StatusList label="Used by" rows={below} atFirst={5} statusOf={statusOfRun(index)}>
            {(at) => <RunLink structure={structure} index={index} row={at} />}
          </StatusList>
        </Section>
      )}
    </>
  );
}
