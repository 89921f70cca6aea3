import type { DataEntry, RunDetail, Task } from '../../../shared/contract/documents.ts';
import type { Problem } from '../../../shared/contract/errors.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { formatBytes } from '../../ui/format.ts';
import styles from './DataRowDetail.module.css';
import { typeWords, unsetWords } from './data-groups.ts';
import { sourceWords } from './source-words.ts';
import { CONTAINER_KINDS, ValueChildren, WholeText } from './ValueChildren.tsx';
import { ValueUses } from './ValueUses.tsx';

interface DataRowDetailProps {
  readonly entry: DataEntry;
  readonly detail: RunDetail;
  readonly tasks: readonly Task[];
}

/** What there is to know of one value, below its row. */
export function DataRowDetail({ entry, detail, tasks }: DataRowDetailProps) {
  const { parameter, summary, source, problem, file } = entry;
  const to = source === undefined ? undefined : sourceWords(source, detail, tasks).to;
  const facts = [
    typeWords(entry),
    ...(summary?.array === undefined ? [] : [formatBytes(summary.array.sizeBytes)]),
    ...(parameter === undefined ? [] : [`parameter ${parameter}`]),
  ].filter((fact) => fact !== '');
  return (
    <div className={styles.detail}>
      {[...(problem === undefined ? [] : [problem]), ...(entry.notices ?? [])].map((each) => (
        <ProblemLine key={`${each.message} ${each.place}`} problem={each} />
      ))}
      {file !== undefined && (
        <p className={styles.facts}>
          {file.key === undefined ? file.note : <>File of the workflow: </>}{' '}
          <code>{file.key ?? file.path}</code>
        </p>
      )}
      {!entry.isSet && problem === undefined && <p>{unsetSentence(entry, detail)}</p>}
      {summary !== undefined && parameter !== undefined && (
        <Value entry={entry} parameter={parameter} />
      )}
      <p className={styles.facts}>{facts.join(' · ')}</p>
      {entry.effective !== undefined && (
        <p className={styles.facts}>
          Stored as above. The run uses it with {entry.effective.from.join(', ')}.
        </p>
      )}
      {source !== undefined && (
        <p className={styles.facts}>
          From {to === undefined ? source.text : <PlaceLink to={to}>{source.text}</PlaceLink>}
        </p>
      )}
      {parameter !== undefined && <ValueUses parameter={parameter} />}
      <div className={styles.actions}>
        {summary !== undefined && !summary.isCut && <CopyButton what="value" text={summary.text} />}
        {parameter !== undefined && <CopyButton what="number" text={String(parameter)} />}
        <PlaceLink
          className={styles.link}
          to={{
            view: 'parameters',
            task: detail.taskInsertId,
            element: detail.element,
            iteration: detail.iteration,
            parameter: entry.path,
          }}
        >
          Open in Parameters
        </PlaceLink>
      </div>
    </div>
  );
}

function ProblemLine({ problem }: { readonly problem: Problem }) {
  const { message, file, place } = problem;
  return (
    <p className={styles.problem}>
      {message}
      {file !== undefined && (
        <code>
          {' '}
          {file}
          {place === undefined ? '' : ` · ${place}`}
        </code>
      )}
    </p>
  );
}

function unsetSentence(entry: DataEntry, { run }: RunDetail): string {
  switch (unsetWords(entry, run)) {
    case 'never set':
      return 'The run ended without setting this output.';
    case 'not stored':
      return 'The workflow keeps no copy of this file. It may be in the folder of the run.';
    case 'not set':
      return 'The run that should have made it has not set it.';
    default:
      return 'No value yet. It is set when the run that makes it ends.';
  }
}

function Value({ entry, parameter }: { readonly entry: DataEntry; readonly parameter: number }) {
  const { summary } = entry;
  if (summary === undefined) return null;
  if (summary.kind === 'missing') {
    return <p className={styles.problem}>The workflow refers to data that is not there.</p>;
  }
  if (CONTAINER_KINDS.has(summary.kind)) {
    return <ValueChildren parameter={parameter} path={[]} total={summary.length ?? 0} />;
  }
  if (summary.isCut && summary.array === undefined) return <WholeText parameter={parameter} />;
  return null;
}
