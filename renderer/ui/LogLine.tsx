import { type CSSProperties, memo, type ReactNode, useMemo } from 'react';
import { type AnsiSpan, ansiSpans, withoutAnsi } from './ansi-spans.ts';
import { drawToken } from './CodeLine.tsx';
import { classNames } from './class-names.ts';
import type { CodeToken } from './code-tokens.ts';
import styles from './LogLine.module.css';

/** `own`: it is what one looks for among the lines of others. */
export type LogLineMark = 'culprit' | 'found' | 'shown' | 'own';

interface LogLineProps {
  /** Number of the line, from 1; absent while it is not known. */
  readonly number: number | undefined;
  readonly numberWidth: string;
  readonly text: string;
  /** There is more of it. */
  readonly isCut?: boolean | undefined;
  readonly isWrapped?: boolean | undefined;
  readonly mark?: LogLineMark | undefined;
  /** The text in the colours of its language, instead of those it was written in. */
  readonly tokens?: readonly CodeToken[] | undefined;
  /** Text to be marked in it. */
  readonly query?: string | undefined;
  readonly style?: CSSProperties | undefined;
}

/** A line of a log, in the colours that it was written in. */
export const LogLine = memo(function LogLine({
  number,
  numberWidth,
  text,
  isCut = false,
  isWrapped = false,
  mark,
  tokens,
  query,
  style,
}: LogLineProps) {
  const content = useMemo(
    () =>
      query === undefined || query === ''
        ? (tokens?.map(drawToken) ?? ansiSpans(text).map((span, at) => drawSpan({ span, key: at })))
        : withQuery(withoutAnsi(text), query),
    [text, tokens, query],
  );
  return (
    <div
      className={classNames(
        styles.line,
        isWrapped && styles.wrapped,
        mark !== undefined && styles[mark],
      )}
      style={style}
      data-mark={mark}
    >
      <span className={styles.number} style={{ width: numberWidth }} aria-hidden>
        {number ?? ''}
      </span>
      <span className={styles.text}>
        {content}
        {isCut && <span className={styles.cut}> … the line goes on</span>}
      </span>
    </div>
  );
});

function drawSpan({ span, key }: { readonly span: AnsiSpan; readonly key: number }): ReactNode {
  const { text, colour, background, isBold, isDim, isItalic, isUnderlined } = span;
  const look = classNames(
    isBold && styles.bold,
    isDim && styles.dim,
    isItalic && styles.italic,
    isUnderlined && styles.underlined,
  );
  if (look === '' && colour === undefined && background === undefined) return text;
  return (
    <span key={key} className={look} data-colour={colour} data-background={background}>
      {text}
    </span>
  );
}

function withQuery(text: string, query: string): ReactNode[] {
  const parts: ReactNode[] = [];
  const folded = text.toLowerCase();
  const wanted = query.toLowerCase();
  let done = 0;
  // Letters whose case changes their length would shift what is marked.
  if (folded.length !== text.length) return [text];
  for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, done)) {
    parts.push(text.slice(done, at));
    done = at + wanted.length;
    parts.push(
      <mark key={at} className={styles.mark}>
        {text.slice(at, done)}
      </mark>,
    );
  }
  parts.push(text.slice(done));
  return parts;
}
