import { useMemo, useState } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { ArrayInfo } from '../../../shared/contract/values.ts';
import {
  type ArrayStatistics,
  statisticsOfValues,
} from '../../../shared/model/array-statistics.ts';
import { type ArraySource, useArrayStatistics } from '../../queries/arrays.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatBytes, formatCount } from '../../ui/format.ts';
import { type KeyValue, KeyValueList } from '../../ui/KeyValueList.tsx';
import { Section } from '../../ui/Layout.tsx';
import { Note } from '../../ui/Note.tsx';
import { NoValue } from '../../ui/NoValue.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { useSettled } from '../../ui/use-settled.ts';
import { HistogramChart } from '../../visuals/HistogramChart.tsx';
import { float64Text } from '../../visuals/number-text.ts';
import { isDrawable } from '../../visuals/quantities.ts';
import { tickText } from '../../visuals/value-scale.ts';
import styles from './StatisticsFacts.module.css';
import type { ShownSlice } from './shown-slice.ts';
import { selectedCount } from './shown-slice.ts';

/** More than this is read only when asked for. */
const READ_UNASKED_BYTES = 64_000_000;

interface StatisticsFactsProps {
  readonly source: ArraySource;
  readonly info: ArrayInfo;
  readonly shown: ShownSlice;
}

type Part = 'slice' | 'whole';

/** Numbers that tell whether an array is sane: of the slice that is shown, or of all of it. */
export function StatisticsFacts(props: StatisticsFactsProps) {
  const { info, shown } = props;
  const [part, setPart] = useState<Part>('slice');
  if (!isDrawable({ name: '', path: '', info })) return null;
  const whole = info.shape.map((stop) => ({ start: 0, stop, step: 1 }));
  const isAll = JSON.stringify(whole) === JSON.stringify(shown.selection);
  const isSlice = part === 'slice' && (!isAll || shown.made !== undefined);
  const selection = isSlice ? shown.selection : whole;
  const made = isSlice ? shown.made : undefined;
  const parts = isAll && shown.made === undefined ? undefined : { part, setPart };
  return made === undefined ? (
    <StoredStatistics key={part} {...props} selection={selection} parts={parts} />
  ) : (
    <MadeStatistics made={made} parts={parts} />
  );
}

interface PartsProps {
  readonly parts: { readonly part: Part; readonly setPart: (part: Part) => void } | undefined;
}

function MadeStatistics({
  made,
  parts,
}: PartsProps & { readonly made: NonNullable<ShownSlice['made']> }) {
  const found = useMemo(() => statisticsOfValues(made.values, made.mask), [made]);
  return <Statistics found={found} parts={parts} of={made.label} unit={made.unit} />;
}

interface StoredStatisticsProps extends StatisticsFactsProps, PartsProps {
  readonly selection: ShownSlice['selection'];
}

function StoredStatistics(props: StoredStatisticsProps) {
  const { source, info, selection, parts } = props;
  const [isAsked, setAsked] = useState(false);
  const items = selectedCount(info.shape.map((stop) => ({ start: 0, stop, step: 1 })));
  const sizeBytes = (info.sizeBytes / Math.max(1, items)) * selectedCount(selection);
  const isEnabled = isAsked || sizeBytes <= READ_UNASKED_BYTES;
  // While a slider moves, only where it rests is read.
  const settled = useSettled(selection, 150);
  const query = useArrayStatistics(source, settled, { isEnabled });
  const of = info.dtypeName.startsWith('complex') ? 'Amplitude' : undefined;
  if (query.data !== undefined) return <Statistics found={query.data} parts={parts} of={of} />;
  return (
    <Section title="Statistics" aside={<Parts parts={parts} />} isNarrow>
      {!isEnabled ? (
        <Button size="small" onClick={() => setAsked(true)}>
          Read all {formatBytes(sizeBytes)}
        </Button>
      ) : (
        <Waiting
          error={query.error}
          progress={query.progress}
          onCancel={query.cancel}
          onRetry={query.refetch}
        />
      )}
    </Section>
  );
}

interface WaitingProps {
  readonly error: AppError | undefined;
  readonly progress: Parameters<typeof ProgressNote>[0]['progress'];
  readonly onCancel: () => void;
  readonly onRetry: () => void;
}

function Waiting({ error, progress, onCancel, onRetry }: WaitingProps) {
  if (error !== undefined) return <ErrorNote error={error} onRetry={onRetry} />;
  return <ProgressNote progress={progress} phase="Reading" onCancel={onCancel} />;
}

function Parts({ parts }: PartsProps) {
  if (parts === undefined) return null;
  return (
    <Segments
      label="Statistics of"
      size="small"
      options={[
        { value: 'slice', label: 'Slice' },
        { value: 'whole', label: 'Whole' },
      ]}
      value={parts.part}
      onChange={parts.setPart}
    />
  );
}

interface StatisticsProps extends PartsProps {
  readonly found: ArrayStatistics;
  /** What the numbers are of, when not of the items themselves. */
  readonly of?: string | undefined;
  readonly unit?: string | undefined;
}

function Statistics({ found, parts, of, unit }: StatisticsProps) {
  const { moments, finiteCount, nanCount } = found;
  return (
    <>
      {nanCount > 0 && (
        <Section isNarrow>
          <Note
            kind="warn"
            title={nanCount === 1 ? '1 value is NaN.' : `${formatCount(nanCount)} values are NaN.`}
          />
        </Section>
      )}
      <Section title="Statistics" aside={<Parts parts={parts} />} isNarrow>
        {of !== undefined && <p className={styles.of}>Of the {of.toLowerCase()}</p>}
        <KeyValueList items={statisticsFacts(found, unit)} />
      </Section>
      {moments !== undefined && finiteCount > 1 && moments.max > moments.min && (
        <Section title="Histogram" aside={`${formatCount(finiteCount)} values`} isNarrow>
          <HistogramChart statistics={found} unit={unit} />
        </Section>
      )}
    </>
  );
}

function statisticsFacts(found: ArrayStatistics, unit: string | undefined): KeyValue[] {
  const { moments, quantiles, count, nanCount, maskedCount } = found;
  const about = found.areQuantilesExact ? '' : 'about ';
  const number = (label: string, value: number | undefined, prefix = ''): KeyValue => ({
    key: label,
    label,
    value:
      value === undefined ? (
        <NoValue why="no finite value" />
      ) : (
        <span title={float64Text(value)}>
          {prefix}
          {tickText(value)}
          {unit === undefined ? '' : ` ${unit}`}
        </span>
      ),
  });
  const infinite = found.positiveInfinityCount + found.negativeInfinityCount;
  return [
    number('Minimum', moments?.min),
    number('5 %', quantiles?.[0], about),
    number('Median', quantiles?.[2], about),
    number('Mean', moments?.mean),
    number('95 %', quantiles?.[4], about),
    number('Maximum', moments?.max),
    number('Std deviation', moments?.std),
    {
      key: 'nan',
      label: 'NaN',
      value: (
        <span className={nanCount > 0 ? styles.bad : undefined}>{shareText(nanCount, count)}</span>
      ),
    },
    {
      key: 'infinite',
      label: 'Infinite',
      value: (
        <span className={infinite > 0 ? styles.bad : undefined}>{shareText(infinite, count)}</span>
      ),
    },
    ...(maskedCount > 0
      ? [{ key: 'masked', label: 'Masked', value: shareText(maskedCount, count) }]
      : []),
  ];
}

function shareText(part: number, count: number): string {
  return part === 0 ? '0' : `${formatCount(part)} of ${formatCount(count)}`;
}
