import { Fragment } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import { useElementLabel } from '../../queries/elements.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { addressOfRun, taskOfRun } from '../../queries/run-places.ts';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { type ChangedText, changedParts } from './changed-part.ts';
import styles from './DiffTable.module.css';
import type { DiffRow, DiffSection } from './diff-sections.ts';

interface DiffTableProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly left: number;
  readonly right: number;
  readonly sections: readonly DiffSection[];
  readonly isWhole: boolean;
  readonly summary: string;
}

/** Two runs side by side; sections without a difference are named in one line. */
export function DiffTable(props: DiffTableProps) {
  const { structure, index, left, right, sections, isWhole, summary } = props;
  const shown = sections
    .map((section) => ({
      ...section,
      differing: section.rows.filter(({ differs }) => differs).length,
      visible: isWhole ? section.rows : section.rows.filter(({ differs }) => differs),
    }))
    .filter(({ visible }) => visible.length > 0);
  const same = sections.filter(({ title }) => !shown.some((section) => section.title === title));
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.summary}>
              {summary}
            </th>
            <RunHead structure={structure} index={index} row={left} />
            <RunHead structure={structure} index={index} row={right} />
          </tr>
        </thead>
        <tbody>
          {shown.map((section) => (
            <Fragment key={section.title}>
              <tr className={styles.section}>
                <th colSpan={3} scope="colgroup">
                  {section.title}{' '}
                  <span className={styles.quiet}>
                    {section.title === 'Outcome'
                      ? ''
                      : `${section.differing} of ${section.rows.length} differ`}
                  </span>
                </th>
              </tr>
              {section.visible.map((row) => (
                <Line key={row.label} row={row} />
              ))}
            </Fragment>
          ))}
          {same.length > 0 && (
            <tr className={styles.section}>
              <th colSpan={3} scope="colgroup">
                {same.map(({ title }) => title).join(', ')}{' '}
                <span className={styles.quiet}>same</span>
              </th>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

interface RunHeadProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly row: number;
}

function RunHead({ structure, index, row }: RunHeadProps) {
  const { element } = placeOfRun(index, row);
  const task = taskOfRun(structure, index, row);
  const label = useElementLabel(task?.insertId, element, task?.elementCount ?? 0);
  return (
    <th scope="col" className={styles.run}>
      <span className={styles.runLine}>
        <StatusGlyph status={statusOfCode(index.runs.status[row] ?? 0)} />
        <PlaceLink to={addressOfRun(structure, index, row)}>{element}</PlaceLink>
        <span className={styles.label} title={label}>
          {label}
        </span>
      </span>
    </th>
  );
}

function Line({ row }: { readonly row: DiffRow }) {
  const parts =
    row.differs && row.left !== undefined && row.right !== undefined && row.left !== row.right
      ? changedParts(row.left, row.right)
      : undefined;
  return (
    <tr className={styles.line} data-differs={row.differs}>
      <th scope="row">
        <code>{row.label}</code>
        {row.note !== undefined && <span className={styles.note}>{row.note}</span>}
      </th>
      <td className={styles.left}>
        <Text text={row.left} part={parts?.[0]} />
      </td>
      <td className={styles.right}>
        <Text text={row.right} part={parts?.[1]} />
      </td>
    </tr>
  );
}

interface TextProps {
  readonly text: string | undefined;
  readonly part: ChangedText | undefined;
}

function Text({ text, part }: TextProps) {
  if (text === undefined) return <span className={styles.absent}>not there</span>;
  if (part === undefined) return <code>{text}</code>;
  return (
    <code>
      {part.before}
      <mark className={styles.changed}>{part.changed}</mark>
      {part.after}
    </code>
  );
}
