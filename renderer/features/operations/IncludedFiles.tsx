import { Checkbox } from '../../ui/Checkbox.tsx';
import { formatBytes } from '../../ui/format.ts';
import styles from './forms.module.css';

interface IncludedFilesProps {
  /** What the files of runs are called here. */
  readonly label: string;
  readonly areIncluded: boolean;
  /** Of all but them. */
  readonly leanBytes: number;
  readonly allBytes: number;
  readonly onChange: (areIncluded: boolean) => void;
}

/** What of a workflow is taken along: the files of its runs, or not. */
export function IncludedFiles(props: IncludedFilesProps) {
  const { label, areIncluded, leanBytes, allBytes, onChange } = props;
  return (
    <fieldset className={styles.group}>
      <legend className={styles.label}>Include</legend>
      <Checkbox
        label="Metadata, parameters, template, jobscripts"
        isChecked
        isDisabled
        onChange={() => undefined}
        after={formatBytes(leanBytes)}
      />
      <Checkbox
        label={label}
        isChecked={areIncluded}
        onChange={onChange}
        after={formatBytes(allBytes - leanBytes)}
      />
    </fieldset>
  );
}
