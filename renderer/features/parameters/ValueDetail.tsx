import { type ReactNode, useMemo } from 'react';
import type { DataEntry } from '../../../shared/contract/documents.ts';
import type { ArrayInfo, ValuePage } from '../../../shared/contract/values.ts';
import type { HostQuery } from '../../queries/use-host-query.ts';
import { CodeView } from '../../ui/CodeView.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import { Section } from '../../ui/Layout.tsx';
import { Note } from '../../ui/Note.tsx';
import { PaneBar } from '../../ui/PaneBar.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ArrayPane } from './ArrayPane.tsx';
import { arraySubject } from './array-subject.ts';
import { CopyMenu } from './CopyMenu.tsx';
import { FileValue } from './FileValue.tsx';
import { ItemTable } from './ItemTable.tsx';
import { isListOfLists, RaggedPane } from './RaggedPane.tsx';
import type { ShownSlice } from './shown-slice.ts';
import styles from './ValueDetail.module.css';
import type { ValuePlace } from './value-place.ts';
import { fileOf, labelOf } from './value-tree.ts';
import { isSetByRun } from './value-words.ts';

interface ValueDetailProps {
  readonly workflowId: string;
  readonly entry: DataEntry;
  readonly place: ValuePlace;
  readonly value: HostQuery<ValuePage>;
  /** All runs of the iteration have ended. */
  readonly isOver: boolean;
  readonly onSelect: (place: ValuePlace) => void;
  /** Told which slice of an array is shown. */
  readonly onSlice: (slice: ShownSlice) => void;
  /** Python that reads the value. */
  readonly python: string | undefined;
  /** Whether this value is shown, or the same one of many. */
  readonly modes: ReactNode;
  /** The same value of many, instead of this one. */
  readonly across: ReactNode;
}

/** One value, whole: an array as a table, a container as its items, everything else as text. */
export function ValueDetail(props: ValueDetailProps) {
  const { workflowId, entry, place, value, python, modes, across } = props;
  const { parameter } = entry;
  const { data } = value;
  const name = labelOf(entry.path) + place.path.map((step) => `[${JSON.stringify(step)}]`).join('');
  return (
    <section className={styles.detail} aria-label={`Value of ${name}`}>
      <PaneBar
        title={name}
        end={
          <>
            {modes}
            <CopyMenu
              workflowId={workflowId}
              parameter={
                data === undefined || data.summary.kind === 'missing' ? undefined : parameter
              }
              path={place.path}
              text={data?.summary.kind === 'str' ? data.fullText : undefined}
              python={python}
            />
          </>
        }
      />
      {across ?? <Body {...props} />}
    </section>
  );
}

function Body({ workflowId, entry, place, value, isOver, onSelect, onSlice }: ValueDetailProps) {
  const { parameter } = entry;
  if (entry.problem !== undefined && !value.isLoading && value.data === undefined) {
    return (
      <Section>
        <Note kind="warn" title="This value cannot be read.">
          {entry.problem.message}
        </Note>
      </Section>
    );
  }
  if (!entry.isSet) return <Unset entry={entry} isOver={isOver} />;
  const file = fileOf(entry, place.path);
  if (file !== undefined) return <FileValue file={file} />;
  if (parameter === undefined) {
    return (
      <Empty title="No parameter">This entry counts something; it has no value of its own.</Empty>
    );
  }
  if (value.error !== undefined) {
    return (
      <Section>
        <ErrorNote error={value.error} onRetry={value.refetch} />
      </Section>
    );
  }
  if (value.data === undefined) return <Skeleton rows={8} label="Reading the value" />;
  const { summary, fullText, children, total } = value.data;
  if (summary.kind === 'missing') {
    return (
      <Section>
        <Note kind="warn" title="Its data is missing on disk.">
          The value refers to an array that is not in the workflow: {summary.text}
        </Note>
      </Section>
    );
  }
  if (summary.array !== undefined) {
    return (
      <ArrayOfValue
        key={`${parameter} ${JSON.stringify(place.path)}`}
        workflowId={workflowId}
        parameter={parameter}
        place={place}
        info={summary.array}
        onSlice={onSlice}
      />
    );
  }
  if (isListOfLists(value.data)) {
    return (
      <RaggedPane
        key={`${parameter} ${JSON.stringify(place.path)}`}
        workflowId={workflowId}
        parameter={parameter}
        place={place}
        page={value.data}
        onEnter={(step) => onSelect({ ...place, path: [...place.path, step] })}
      />
    );
  }
  if (total > 0) {
    return (
      <ItemTable
        key={`${parameter} ${JSON.stringify(place.path)}`}
        workflowId={workflowId}
        parameter={parameter}
        path={place.path}
        page={value.data}
        onEnter={(step) => onSelect({ ...place, path: [...place.path, step] })}
      />
    );
  }
  if (children.length === 0 && fullText === undefined && summary.length === 0) {
    return <Empty title={`An empty ${summary.kind}`}>{summary.text}</Empty>;
  }
  return <Text text={fullText ?? summary.text} isCut={fullText === undefined && summary.isCut} />;
}

interface ArrayOfValueProps {
  readonly workflowId: string;
  readonly parameter: number;
  readonly place: ValuePlace;
  readonly info: ArrayInfo;
  readonly onSlice: (slice: ShownSlice) => void;
}

function ArrayOfValue({ workflowId, parameter, place, info, onSlice }: ArrayOfValueProps) {
  const { path } = place;
  const source = useMemo(() => ({ workflowId, parameter, path }), [workflowId, parameter, path]);
  const subject = useMemo(() => arraySubject(place, info), [place, info]);
  return <ArrayPane source={source} subject={subject} onSlice={onSlice} />;
}

function Unset({ entry, isOver }: { readonly entry: DataEntry; readonly isOver: boolean }) {
  if (entry.isSkipped === true) {
    return (
      <Empty title="Skipped">
        The run that was to set it was skipped: it has no value, not even None.
      </Empty>
    );
  }
  if (isSetByRun(entry) && !isOver) {
    return <Empty title="Not set yet">It is set when the run that makes it ends.</Empty>;
  }
  return isSetByRun(entry) ? (
    <Empty title="Never set">
      The runs of this iteration are over, and none has set it: it has no value, not even None.
    </Empty>
  ) : (
    <Empty title="Not set">It has no value, not even None.</Empty>
  );
}

/** Beyond this a text is shown line by line, with search. */
const LONG_TEXT = 4000;

function Text({ text, isCut }: { readonly text: string; readonly isCut: boolean }) {
  if (text.length > LONG_TEXT) return <CodeView label="value" text={text} />;
  return (
    <div className={styles.scroll}>
      <pre className={styles.text}>{text}</pre>
      {isCut && (
        <p className={styles.cut}>
          Only the first {formatCount(text.length)} characters are shown.
        </p>
      )}
    </div>
  );
}
