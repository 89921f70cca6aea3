import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { CodeLanguage } from '../../shared/contract/file-views.ts';
import { CodeLine } from './CodeLine.tsx';
import styles from './CodeView.module.css';
import { CodeColours } from './code-tokens.ts';
import { FindBox, hitWords } from './FindBox.tsx';
import { findInLines, type TextHit } from './find-in-lines.ts';
import { Spacer, Toolbar } from './Layout.tsx';
import { useFindKey } from './use-find-key.ts';

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
  useFindKey(fieldRef);
  const numberWidth = `${Math.max(3, String(lines.length).length) + 2}ch`;
  return (
    <div className={styles.view}>
      <Toolbar>
        {toolbar}
        <Spacer />
        <FindBox
          ref={fieldRef}
          label={label}
          query={query}
          onQuery={(next) => {
            setQuery(next);
            setCurrent(0);
          }}
          words={query === '' ? '' : hitWords(Math.min(current, hits.length - 1), hits.length)}
          hitCount={hits.length}
          onStep={step}
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
