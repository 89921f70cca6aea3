import { Search } from 'lucide-react';
import { useState } from 'react';
import { useRecents } from '../../queries/library.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { RecentRow } from './RecentRow.tsx';
import styles from './Recents.module.css';
import { matchesFilter } from './recent-words.ts';

/** Workflows looked at before: their state then, and whether they are still there. */
export function Recents() {
  const { data, error, isLoading, refetch } = useRecents();
  const [filter, setFilter] = useState('');
  const recents = data?.recents ?? [];
  const shown = recents.filter((recent) => matchesFilter(recent, filter));
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>Recent</h2>
        {recents.length > 0 && (
          <TextField
            className={styles.filter}
            label="Filter recent workflows"
            placeholder="Filter"
            icon={Search}
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && setFilter('')}
          />
        )}
      </div>
      <div className={styles.scroll}>
        {error !== undefined && <ErrorNote error={error} onRetry={refetch} />}
        {isLoading && <Skeleton label="Reading the list of recent workflows" />}
        {data !== undefined && recents.length === 0 && (
          <Empty title="Nothing opened yet">
            Workflows you open are listed here, with the state of their runs.
          </Empty>
        )}
        {recents.length > 0 && shown.length === 0 && (
          <Empty
            title={`No recent workflow matches ${filter}`}
            action={
              <Button size="small" onClick={() => setFilter('')}>
                Show all
              </Button>
            }
          />
        )}
        {shown.length > 0 && (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Workflow</th>
                <th scope="col">Runs</th>
                <th scope="col" className={styles.remarkHead}>
                  <span className="visually-hidden">Remarks</span>
                </th>
                <th scope="col" className={styles.storeHead}>
                  Store
                </th>
                <th scope="col" className={styles.end}>
                  Looked at
                </th>
                <th scope="col" className={styles.pinHead}>
                  <span className="visually-hidden">Pinned</span>
                </th>
                <th scope="col" className={styles.menuHead}>
                  <span className="visually-hidden">Commands</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((recent) => (
                <RecentRow key={recent.path} recent={recent} />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  );
}
