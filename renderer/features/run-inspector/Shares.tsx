import { useRef, useState } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import type { Why } from '../../../shared/contract/reasons.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import { isFailure, noRuns, statusOfCode } from '../../../shared/model/status.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { addressOfRun } from '../../queries/run-places.ts';
import { CountBar } from '../../ui/CountBar.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { Section } from '../../ui/Layout.tsx';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { useSingleKeys } from '../../ui/use-single-keys.ts';
import styles from './Shares.module.css';

interface SharesProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly row: number;
  readonly shares: Why['shares'];
}

/** Siblings that were given the same value, and how they ended. */
export function Shares({ structure, index, row, shares }: SharesProps) {
  const [open, setOpen] = useState<string | undefined>();
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  useSingleKeys({
    s: () => {
      const at = shares.findIndex(({ path }) => path === open);
      const next = shares[(at + 1) % shares.length]?.path;
      if (next === undefined) return;
      setOpen(next);
      buttons.current.get(next)?.focus();
      buttons.current.get(next)?.scrollIntoView({ block: 'nearest' });
    },
  });
  if (shares.length === 0) return null;
  const { iteration } = placeOfRun(index, row);
  return (
    <Section
      title="Shares an input with"
      aside={
        <>
          iteration {iteration} <Kbd keys="S" />
        </>
      }
      isNarrow
    >
      <ul>
        {shares.map(({ path, runs }) => {
          const counts = noRuns();
          for (const run of runs) {
            const code = index.runs.status[run] ?? 0;
            counts[code] = (counts[code] ?? 0) + 1;
          }
          const failed = [...runs].filter((run) =>
            isFailure(statusOfCode(index.runs.status[run] ?? 0)),
          ).length;
          const name = path.replace(/^inputs\./, '');
          const isOpen = open === path;
          return (
            <li key={path}>
              <button
                ref={(button) => {
                  if (button === null) buttons.current.delete(path);
                  else buttons.current.set(path, button);
                }}
                type="button"
                className={styles.line}
                aria-expanded={isOpen}
                onClick={() => setOpen(isOpen ? undefined : path)}
              >
                <MiddleTruncate text={name} isMono className={styles.name} />
                <span className={styles.count}>{formatCounted(runs.length, 'element')}</span>
                <CountBar counts={counts} size="thin" label={name} />
                <span className={styles.failed} data-none={failed === 0}>
                  {failed === 0 ? 'none failed' : `${formatCount(failed)} failed`}
                </span>
              </button>
              {isOpen && <RunLinks structure={structure} index={index} rows={runs} row={row} />}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

interface RunLinksProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly rows: Uint32Array;
  /** The one shown: not linked. */
  readonly row: number;
}

const MOST_LINKS = 60;

function RunLinks({ structure, index, rows, row }: RunLinksProps) {
  return (
    <ul className={styles.links}>
      {[...rows.slice(0, MOST_LINKS)].map((at) => {
        const status = statusOfCode(index.runs.status[at] ?? 0);
        const { element } = placeOfRun(index, at);
        return (
          <li key={at}>
            <StatusGlyph status={status} />{' '}
            {at === row ? (
              <b>{element}</b>
            ) : (
              <PlaceLink to={addressOfRun(structure, index, at)}>{element}</PlaceLink>
            )}
          </li>
        );
      })}
      {rows.length > MOST_LINKS && <li>and {formatCount(rows.length - MOST_LINKS)} more</li>}
    </ul>
  );
}
