import { ArrowDownToLine, WrapText } from 'lucide-react';
import { useRef, useState } from 'react';
import {
  type TextSearchState,
  useLineCount,
  useTextEnd,
  useTextSearch,
} from '../../queries/run-files.ts';
import { closeFile } from '../../queries/shown-file.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { FindBox, hitWords } from '../../ui/FindBox.tsx';
import { formatCounted } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Spacer, Toolbar } from '../../ui/Layout.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { useFindKey } from '../../ui/use-find-key.ts';
import { useSettled } from '../../ui/use-settled.ts';
import styles from './FileDialog.module.css';
import type { PaneProps } from './pane-frame.ts';
import { EndLines, TextLines } from './TextLines.tsx';

/** Shown of a long file until its lines are counted. */
const END_LINES = 500;
const SETTLE_MS = 200;

/** A text file of any size: to scroll, search and follow. Logs begin at their end. */
export function TextPane({ file, facts, views, close }: PaneProps) {
  const { isGrowing } = file;
  const [isWrapped, setIsWrapped] = useState(false);
  const [isFollowed, setIsFollowed] = useState(isGrowing && file.marked === undefined);
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState(0);
  const fieldRef = useRef<HTMLInputElement>(null);
  const searched = useSettled(query, SETTLE_MS);
  const [count, progress] = useLineCount(file.key, isGrowing && isFollowed);
  const end = useTextEnd(file.key, END_LINES, false);
  const search = useTextSearch(file.key, searched, false);
  const hits = search.lines;
  const at = Math.min(current, hits.length - 1);

  const step = (by: number): void => {
    if (hits.length > 0) setCurrent((at + by + hits.length) % hits.length);
    setIsFollowed(false);
  };
  useFindKey(fieldRef);
  return (
    <>
      <Toolbar>
        {views}
        <Button
          variant="quiet"
          size="small"
          aria-pressed={isWrapped}
          onClick={() => setIsWrapped((was) => !was)}
        >
          <Icon of={WrapText} size={13} /> Wrap lines
        </Button>
        {isGrowing && (
          <Button
            variant="quiet"
            size="small"
            aria-pressed={isFollowed}
            onClick={() => setIsFollowed((was) => !was)}
          >
            <Icon of={ArrowDownToLine} size={13} /> Follow
          </Button>
        )}
        <span className={styles.facts}>
          {count.data === undefined ? '' : formatCounted(count.data.lineCount, 'line')}
        </span>
        <Spacer />
        <FindBox
          ref={fieldRef}
          label={file.title}
          query={query}
          onQuery={(next) => {
            setQuery(next);
            setCurrent(0);
          }}
          words={searched === '' ? '' : searchWords(search, at)}
          hitCount={hits.length}
          onStep={step}
        />
        {close}
      </Toolbar>
      {count.error !== undefined && count.data === undefined ? (
        <div className={styles.message}>
          <ErrorNote error={count.error} onRetry={count.refetch} />
        </div>
      ) : end.data?.isBinary === true ? (
        <p className={styles.message}>
          It is not text, so there are no lines to show. Look at its bytes.
        </p>
      ) : count.data === undefined ? (
        <>
          <div className={styles.message}>
            <ProgressNote progress={progress} phase="Counting lines" onCancel={closeFile} />
          </div>
          {end.data !== undefined && <EndLines lines={end.data.lines} isWrapped={isWrapped} />}
        </>
      ) : (
        <TextLines
          key={file.key}
          fileKey={file.key}
          label={file.title}
          language={facts.language}
          marked={file.marked}
          total={count.data}
          isWrapped={isWrapped}
          isFollowed={isGrowing && isFollowed}
          query={searched}
          hits={hits}
          shownLine={hits[at]}
          onScrollAway={() => setIsFollowed(false)}
        />
      )}
    </>
  );
}

function searchWords({ lines, isDone, isCut, share, error }: TextSearchState, at: number): string {
  if (error !== undefined) return error.message;
  const found = hitWords(at, lines.length, isCut);
  return isDone ? found : `${found}, ${Math.floor(share * 100)} %`;
}
