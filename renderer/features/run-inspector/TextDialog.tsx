import { ArrowDownToLine, ChevronDown, ChevronUp, Search, WrapText, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { LineCount } from '../../../shared/contract/run-files.ts';
import {
  type TextSearchState,
  useLineCount,
  useTextEnd,
  useTextSearch,
} from '../../queries/run-files.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatBytes, formatCount, formatCounted } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Spacer, Toolbar } from '../../ui/Layout.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useSettled } from '../../ui/use-settled.ts';
import type { ShownText } from './RunLog.tsx';
import styles from './TextDialog.module.css';
import { EndLines, TextLines } from './TextLines.tsx';

/** Shown of a long file until its lines are counted. */
const END_LINES = 500;
const SETTLE_MS = 200;

interface TextDialogProps {
  readonly text: ShownText;
  readonly isGrowing: boolean;
  readonly onClose: () => void;
}

/** A text file of any size, from its end: to scroll, search and follow. */
export function TextDialog({ text, isGrowing, onClose }: TextDialogProps) {
  const [isWrapped, setIsWrapped] = useState(false);
  const [isFollowed, setIsFollowed] = useState(isGrowing && text.marked === undefined);
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState(0);
  const fieldRef = useRef<HTMLInputElement>(null);
  const searched = useSettled(query, SETTLE_MS);
  const [count, progress] = useLineCount(text.key, isGrowing && isFollowed);
  const end = useTextEnd(text.key, END_LINES, false);
  const search = useTextSearch(text.key, searched, false);
  const hits = search.lines;
  const at = Math.min(current, hits.length - 1);

  const step = (by: number): void => {
    if (hits.length > 0) setCurrent((at + by + hits.length) % hits.length);
    setIsFollowed(false);
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
      event.preventDefault();
      fieldRef.current?.select();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="full"
      initialFocus={fieldRef}
      title={<Title text={text} count={count.data} />}
    >
      <div className={styles.frame}>
        <Toolbar>
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
          <Spacer />
          <TextField
            ref={fieldRef}
            className={styles.search}
            label={`Find in ${text.title}`}
            placeholder="Find"
            icon={Search}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setCurrent(0);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
              if (event.key === 'Escape' && query !== '') {
                event.stopPropagation();
                setQuery('');
              }
            }}
            after={
              <span className={styles.count} role="status">
                {searched === '' ? '' : hitWords(search, at)}
              </span>
            }
          />
          <IconButton
            icon={ChevronUp}
            label="Previous match"
            keys="Shift Enter"
            size="small"
            disabled={hits.length === 0}
            onClick={() => step(-1)}
          />
          <IconButton
            icon={ChevronDown}
            label="Next match"
            keys="Enter"
            size="small"
            disabled={hits.length === 0}
            onClick={() => step(1)}
          />
          <IconButton icon={X} label="Close" keys="Esc" size="small" onClick={onClose} />
        </Toolbar>
        {count.error !== undefined && count.data === undefined ? (
          <div className={styles.message}>
            <ErrorNote error={count.error} onRetry={count.refetch} />
          </div>
        ) : end.data?.isBinary === true ? (
          <p className={styles.message}>It is not text, so there are no lines to show.</p>
        ) : count.data === undefined ? (
          <>
            <div className={styles.message}>
              <ProgressNote progress={progress} phase="Counting lines" onCancel={onClose} />
            </div>
            {end.data !== undefined && <EndLines lines={end.data.lines} isWrapped={isWrapped} />}
          </>
        ) : (
          <TextLines
            key={text.key}
            fileKey={text.key}
            label={text.title}
            total={count.data}
            isWrapped={isWrapped}
            isFollowed={isGrowing && isFollowed}
            query={searched}
            hits={hits}
            shownLine={hits[at]}
            marked={text.marked}
            onScrollAway={() => setIsFollowed(false)}
          />
        )}
      </div>
    </Dialog>
  );
}

function Title({
  text,
  count,
}: {
  readonly text: ShownText;
  readonly count: LineCount | undefined;
}) {
  return (
    <span className={styles.title}>
      {text.title}
      <code className={styles.key}>{text.key}</code>
      {count !== undefined && (
        <span className={styles.facts}>
          {formatCounted(count.lineCount, 'line')}, {formatBytes(count.sizeBytes)}
        </span>
      )}
    </span>
  );
}

function hitWords({ lines, isDone, isCut, share, error }: TextSearchState, at: number): string {
  if (error !== undefined) return error.message;
  const count = isCut ? `${formatCount(lines.length)}+` : formatCount(lines.length);
  const found = lines.length === 0 ? 'none' : `${formatCount(at + 1)} of ${count}`;
  return isDone ? found : `${found}, ${Math.floor(share * 100)} %`;
}
