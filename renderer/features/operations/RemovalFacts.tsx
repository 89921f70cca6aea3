import type { Preflight } from '../../../shared/contract/operations.ts';
import { formatBytes, formatCount, formatTime } from '../../ui/format.ts';
import { KeyValueList } from '../../ui/KeyValueList.tsx';
import { Checks } from './Checks.tsx';
import { activityChecks, mentionChecks } from './check-words.ts';
import styles from './forms.module.css';
import { KnownCopies } from './KnownCopies.tsx';

/** What is about to be taken away, in numbers. */
export function RemovalFacts({ found }: { readonly found: Preflight }) {
  const { all, form, newestMs, path } = found;
  const isFile = form === 'file';
  return (
    <>
      <div className={styles.facts}>
        <KeyValueList
          items={[
            { key: 'path', label: isFile ? 'File' : 'Folder', value: <code>{path}</code> },
            ...(isFile
              ? []
              : [{ key: 'files', label: 'Files', value: formatCount(all.files + all.links) }]),
            { key: 'size', label: 'Size', value: formatBytes(all.sizeBytes) },
            { key: 'changed', label: 'Last change', value: formatTime(newestMs) },
          ]}
        />
      </div>
      <Checks
        label="Checks"
        checks={[...activityChecks(found, Date.now()), ...mentionChecks(found)]}
      >
        <KnownCopies token={found.token} />
      </Checks>
    </>
  );
}
