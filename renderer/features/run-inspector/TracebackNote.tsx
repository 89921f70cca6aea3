import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { formatCounted } from '../../ui/format.ts';
import type { PythonTraceback, TracebackFrame } from '../../ui/python-traceback.ts';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import styles from './TracebackNote.module.css';

/** A Python traceback from its end: the error, the line of one's own that led to it, then the rest. */
export function TracebackNote({ traceback }: { readonly traceback: PythonTraceback }) {
  const [isOpen, setIsOpen] = useState(false);
  const { error, frames, culprit } = traceback;
  const others = frames.length - (culprit === undefined ? 0 : 1);
  return (
    <div className={styles.note} role="note" aria-label="Python traceback">
      <div className={styles.error}>
        <StatusGlyph status="error" isDecorative />
        <code className={styles.message}>{error}</code>
      </div>
      {culprit !== undefined && <Frame frame={culprit} />}
      {others > 0 && (
        <div>
          <Button
            variant="quiet"
            size="small"
            aria-expanded={isOpen}
            onClick={() => setIsOpen((was) => !was)}
          >
            {isOpen ? 'Fold the traceback' : `Show ${formatCounted(others, 'other frame')}`}
          </Button>
        </div>
      )}
      {isOpen && (
        <ol className={styles.frames} aria-label="Frames, innermost first">
          {innermostFirst(frames).map(({ frame, at }) => (
            <li key={at}>
              <Frame frame={frame} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function innermostFirst(
  frames: readonly TracebackFrame[],
): readonly { readonly frame: TracebackFrame; readonly at: number }[] {
  return frames.map((frame, at) => ({ frame, at })).toReversed();
}

function Frame({ frame }: { readonly frame: TracebackFrame }) {
  const { file, line, place, code, isLibrary } = frame;
  return (
    <div className={styles.frame} data-library={isLibrary}>
      <div className={styles.place}>
        <span className={styles.file} title={file}>
          {file.split(/[\\/]/).slice(-2).join('/')}
        </span>
        , line {line}
        {place !== '' && place !== '<module>' && `, in ${place}`}
      </div>
      {code !== '' && <code className={styles.code}>{code}</code>}
    </div>
  );
}
