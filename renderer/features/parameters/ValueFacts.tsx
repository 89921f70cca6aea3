import { Fragment, type ReactNode } from 'react';
import type { DataEntry, Source } from '../../../shared/contract/documents.ts';
import type { ValueSummary } from '../../../shared/contract/values.ts';
import type { Address } from '../../../shared/model/address.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { useOpenFile } from '../../queries/shown-file.ts';
import { BreakableName } from '../../ui/BreakableName.tsx';
import { formatBytes, formatCount } from '../../ui/format.ts';
import { type KeyValue, KeyValueList } from '../../ui/KeyValueList.tsx';
import { Section } from '../../ui/Layout.tsx';
import { ValueFileLink } from '../../ui/ValueFileLink.tsx';
import { ReadBy } from './ReadBy.tsx';
import styles from './ValueFacts.module.css';
import { fileOf } from './value-tree.ts';
import { kindWord, shapeText, unsetWords } from './value-words.ts';

interface ValueFactsProps {
  readonly entry: DataEntry;
  /** Of the selected node, which may be inside the entry's value. */
  readonly summary: ValueSummary | undefined;
  /** All runs of the iteration have ended. */
  readonly isOver: boolean;
  /** More of the value, above what it is. */
  readonly children?: ReactNode;
}

/** What a value is, and where it came from. */
export function ValueFacts({ entry, summary, isOver, children }: ValueFactsProps) {
  const { source, parameter, file } = entry;
  const openFile = useOpenFile();
  return (
    <aside className={styles.facts} aria-label="Facts of the value">
      {children}
      <Section title="Value" isNarrow>
        <KeyValueList items={valueFacts(entry, summary, isOver)} />
      </Section>
      {file !== undefined && entry.summary?.kind === 'str' && (
        <Section title="File that it names" isNarrow>
          <ValueFileLink file={file} onOpen={openFile} />
        </Section>
      )}
      {summary?.array !== undefined && (
        <Section title="Array" isNarrow>
          <KeyValueList
            items={[
              { key: 'shape', label: 'Shape', value: shapeText(summary.array.shape) },
              { key: 'dtype', label: 'Type', value: summary.array.dtypeName },
              { key: 'stored', label: 'Stored as', value: <code>{summary.array.dtype}</code> },
              { key: 'chunks', label: 'Chunks', value: shapeText(summary.array.chunks) },
              { key: 'size', label: 'Size', value: formatBytes(summary.array.sizeBytes) },
            ]}
          />
        </Section>
      )}
      {entry.effective !== undefined && <Effective effective={entry.effective} />}
      <Section title="Where it came from" isNarrow>
        {source === undefined ? (
          <p className={styles.none}>
            {parameter === undefined ? 'Not a parameter.' : 'The workflow records no source.'}
          </p>
        ) : (
          <>
            <p className={styles.source}>
              <SourceLink source={source} />
            </p>
            <KeyValueList
              items={[{ key: 'type', label: 'Recorded as', value: <code>{source.type}</code> }]}
            />
          </>
        )}
      </Section>
      {parameter !== undefined && entry.isSet && <ReadBy parameter={parameter} />}
    </aside>
  );
}

interface EffectiveProps {
  readonly effective: NonNullable<DataEntry['effective']>;
}

/** The value that a run gets, where other entries replace parts of what is stored. */
function Effective({ effective: { summary, from } }: EffectiveProps) {
  return (
    <Section title="As a run uses it" isNarrow>
      <p className={styles.effective}>
        <code>{summary.text}</code>
      </p>
      <p className={styles.none}>
        What is stored here, together with{' '}
        {from.map((path, at) => (
          <Fragment key={path}>
            {at > 0 && ', '}
            <code>
              <BreakableName text={path} />
            </code>
          </Fragment>
        ))}
        .
      </p>
    </Section>
  );
}

function valueFacts(
  entry: DataEntry,
  summary: ValueSummary | undefined,
  isOver: boolean,
): KeyValue[] {
  const facts: KeyValue[] = [
    {
      key: 'path',
      label: 'Path',
      value: (
        <code>
          <BreakableName text={entry.path} />
        </code>
      ),
    },
    {
      key: 'parameter',
      label: (
        <span title="Number of the value in the store, as hpcflow counts them">Parameter</span>
      ),
      value: entry.parameter === undefined ? 'none' : formatCount(entry.parameter),
    },
  ];
  if (!entry.isSet) facts.push({ key: 'set', label: 'State', value: unsetWords(entry, isOver) });
  else if (fileOf(entry, []) !== undefined) {
    facts.push({ key: 'set', label: 'State', value: 'set' });
    facts.push({ key: 'kind', label: 'Type', value: 'file' });
    return facts;
  } else if (summary !== undefined) {
    const isNone = summary.kind === 'none';
    facts.push({ key: 'set', label: 'State', value: isNone ? 'set to None' : 'set' });
    facts.push({ key: 'kind', label: 'Type', value: kindWord(summary.kind) });
  }
  if (summary?.length !== undefined) {
    const label = summary.kind === 'str' ? 'Characters' : 'Items';
    facts.push({ key: 'length', label, value: formatCount(summary.length) });
  }
  return facts;
}

function SourceLink({ source }: { readonly source: Source }) {
  const to = addressOf(source);
  const text = <BreakableName text={source.text} />;
  return to === undefined ? text : <PlaceLink to={to}>{text}</PlaceLink>;
}

/** Where a source is shown: the run that set it, or the task that was given it. */
export function addressOf(source: Source): Address | undefined {
  const { run, taskInsertId } = source;
  if (run !== undefined) {
    const { element, iteration, action, attempt } = run;
    return { view: 'runs', task: run.taskInsertId, element, iteration, action, attempt };
  }
  return taskInsertId === undefined ? undefined : { view: 'runs', task: taskInsertId };
}
