import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronUp, Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { CodeLanguage } from '../../shared/contract/file-views.ts';
import { CodeLine } from './CodeLine.tsx';
import styles from './CodeView.module.css';
import { CodeColours } from './code-tokens.ts';
import { findInLines, type TextHit } from './find-in-lines.ts';
import { formatCount } from './format.ts';
import { IconButton } from './IconButton.tsx';
import { Spacer, Toolbar } from './Layout.tsx';
import { TextField } from './TextField.tsx';

const LINE_PX = 17;
const NO_HITS: readonly TextHit[] = [];

interface CodeViewProps {
  /** What the text is, for assistive technology. */
  readonly label: string;
  readonly text: string;
  readonly language?: CodeLanguage | undefined;
  /** At the left of the toolbar: a choice of format, say. */
  readonly toolbar?: ReactNode;
}

/** Read-only text with line numbers and search. Of long texts only the visible lines exist. */
export function CodeView({ label, text, language = 'plain', toolbar }: CodeViewProps) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const fieldRef = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState(0);
  const lines = useMemo(() => text.split(/\r\n|\r|\n/), [text]);
  const colours = useMemo(() => new CodeColours(lines, language), [lines, language]);
  const hits = useMemo(() => findInLines(lines, query), [lines, query]);
  const hitsOfLine = useMemo(() => {
    const byLine = new Map<number, TextHit[]>();
    for (const hit of hits) {
      const known = byLine.get(hit.line);
      if (known === undefined) byLine.set(hit.line, [hit]);
      else known.push(hit);
    }
    return byLine;
  }, [hits]);
  const longest = useMemo(
    () => lines.reduce((most, line) => Math.max(most, line.length), 0),
    [lines],
  );
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => LINE_PX,
    overscan: 20,
  });
  const shown = hits[Math.min(current, hits.length - 1)];

  useEffect(() => {
    if (shown !== undefined) virtualizer.scrollToIndex(shown.line, { align: 'center' });
  }, [shown, virtualizer]);

  const step = (by: number): void => {
    if (hits.length > 0) setCurrent((at) => (at + by + hits.length) % hits.length);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') {
      event.preventDefault();
      fieldRef.current?.select();
    }
  };
  const count =
    query === ''
      ? ''
      : hits.length === 0
        ? 'none'
        : `${formatCount(Math.min(current, hits.length - 1) + 1)} of ${formatCount(hits.length)}`;
  const numberWidth = `${Math.max(3, String(lines.length).length) + 2}ch`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: catches the find shortcut of everything inside
    <div className={styles.view} onKeyDown={onKeyDown}>
      <Toolbar>
        {toolbar}
        <Spacer />
        <TextField
          ref={fieldRef}
          className={styles.search}
          label={`Find in ${label}`}
          placeholder="Find"
          icon={Search}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setCurrent(0);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
            if (event.key === 'Escape') setQuery('');
          }}
          after={
            <span className={styles.count} role="status">
              {count}
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
      </Toolbar>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
      <section ref={scrollRef} className={styles.scroll} aria-label={label} tabIndex={0}>
        <div
          className={styles.lines}
          style={{
            height: virtualizer.getTotalSize(),
            minWidth: `calc(${longest}ch + ${numberWidth} + 24px)`,
          }}
        >
          {virtualizer.getVirtualItems().map((item) => (
            <CodeLine
              key={item.index}
              number={item.index + 1}
              numberWidth={numberWidth}
              topPx={item.start}
              text={lines[item.index] ?? ''}
              tokens={colours.of(item.index)}
              hits={hitsOfLine.get(item.index) ?? NO_HITS}
              shownHit={shown}
            />
          ))}
        </div>
      </section>
    </div>
  );
}
