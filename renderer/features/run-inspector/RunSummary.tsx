import { Fragment, type ReactNode } from 'react';
import type { RunDetail } from '../../../shared/contract/documents.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { formatDuration, formatTimeUs } from '../../ui/format.ts';
import styles from './InspectorHead.module.css';

type Run = NonNullable<RunDetail['run']>;

/** How long a run took, where, and in which jobscript, in one line. */
export function RunSummary({ run }: { readonly run: Run }) {
  const { startUs, endUs, host, submission, jobscript } = run;
  const parts: { readonly key: string; readonly part: ReactNode }[] = [];
  if (startUs !== undefined) {
    const text =
      endUs === undefined
        ? `started ${formatTimeUs(startUs)}`
        : `ran ${formatDuration(endUs - startUs)}`;
    parts.push({ key: 'ran', part: text });
  }
  if (host !== undefined) parts.push({ key: 'host', part: `on ${host}` });
  if (submission !== undefined && jobscript !== undefined) {
    parts.push({
      key: 'jobscript',
      part: (
        <PlaceLink to={{ view: 'submissions', submission, jobscript }}>
          jobscript {jobscript}
        </PlaceLink>
      ),
    });
  }
  if (parts.length === 0) return null;
  return (
    <p className={styles.summary}>
      {parts.map(({ key, part }, at) => (
        <Fragment key={key}>
          {at > 0 && ' · '}
          {part}
        </Fragment>
      ))}
    </p>
  );
}
