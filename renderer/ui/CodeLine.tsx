import type { ReactNode } from 'react';
import styles from './CodeView.module.css';
import type { CodeToken } from './code-tokens.ts';
import type { TextHit } from './find-in-lines.ts';

interface CodeLineProps {
  readonly number: number;
  readonly numberWidth: string;
  readonly topPx: number;
  readonly text: string;
  /** The text in its colours. */
  readonly tokens: readonly CodeToken[];
  readonly hits: readonly TextHit[];
  /** The hit that is walked to. */
  readonly shownHit: TextHit | undefined;
}

/** One line of a {@link CodeView}: its number, its colours, what was found in it. */
export function CodeLine({
  number,
  numberWidth,
  topPx,
  text,
  tokens,
  hits,
  shownHit,
}: CodeLineProps) {
  const content = hits.length > 0 ? withHits(text, hits, shownHit) : tokens.map(drawToken);
  return (
    <div className={styles.line} style={{ transform: `translateY(${topPx}px)` }}>
      <span className={styles.number} style={{ width: numberWidth }} aria-hidden>
        {number}
      </span>
      <span>{content}</span>
    </div>
  );
}

export function drawToken({ text, kind }: CodeToken, at: number): ReactNode {
  if (kind === 'plain') return text;
  return (
    <span key={at} className={styles[kind]}>
      {text}
    </span>
  );
}

function withHits(
  text: string,
  hits: readonly TextHit[],
  shownHit: TextHit | undefined,
): readonly ReactNode[] {
  const parts: ReactNode[] = [];
  let done = 0;
  for (const hit of hits) {
    parts.push(text.slice(done, hit.start));
    parts.push(
      <mark key={hit.start} className={hit === shownHit ? styles.shownHit : styles.hit}>
        {text.slice(hit.start, hit.end)}
      </mark>,
    );
    done = hit.end;
  }
  parts.push(text.slice(done));
  return parts;
}
