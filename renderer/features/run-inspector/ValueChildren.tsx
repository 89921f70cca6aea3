import { ChevronDown, ChevronRight } from 'lucide-react';
import { type CSSProperties, useState } from 'react';
import type { ValueChild, ValueKind, ValuePath } from '../../../shared/contract/values.ts';
import { useValueChildren } from '../../queries/runs.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './ValueChildren.module.css';

/** Values that open; an array has its own page. */
export const CONTAINER_KINDS: ReadonlySet<ValueKind> = new Set(['list', 'tuple', 'set', 'dict']);

const PER_PAGE = 50;
/** Longer keys are cut: the values have to line up beside them. */
const MOST_LABEL_CH = 20;

interface ValueChildrenProps {
  readonly parameter: number;
  readonly path: ValuePath;
  /** Number of children; how many lines to expect. */
  readonly total: number;
}

/** Items of a container, read when it is opened, page by page. */
export function ValueChildren({ parameter, path, total }: ValueChildrenProps) {
  const [count, setCount] = useState(PER_PAGE);
  const page = useValueChildren(parameter, path, count);
  if (page.data === undefined) {
    return page.error === undefined ? (
      <Skeleton rows={Math.max(1, Math.min(5, total))} label="Reading the value" />
    ) : (
      <ErrorNote error={page.error} onRetry={page.refetch} />
    );
  }
  const { children } = page.data;
  const rest = page.data.total - children.length;
  if (page.data.total === 0) return <p className={styles.none}>empty</p>;
  const longest = Math.max(...children.map(({ label }) => label.length));
  const labels = { '--label': `${Math.min(longest, MOST_LABEL_CH)}ch` } as CSSProperties;
  return (
    <ul className={styles.children} style={labels}>
      {children.map((child) => (
        <Child key={child.label} parameter={parameter} path={path} child={child} />
      ))}
      {rest > 0 && (
        <li>
          <Button size="small" onClick={() => setCount(count + 10 * PER_PAGE)}>
            Show more of {formatCount(rest)}
          </Button>
        </li>
      )}
    </ul>
  );
}

interface ChildProps {
  readonly parameter: number;
  readonly path: ValuePath;
  readonly child: ValueChild;
}

function Child({ parameter, path, child }: ChildProps) {
  const [isOpen, setOpen] = useState(false);
  const { summary, label, step } = child;
  const canOpen = CONTAINER_KINDS.has(summary.kind) && (summary.length ?? 0) > 0;
  const line = (
    <>
      <span className={styles.chevron}>
        {canOpen && <Icon of={isOpen ? ChevronDown : ChevronRight} size={12} />}
      </span>
      <code className={styles.label} title={label}>
        {label}
      </code>
      <code className={styles.value} title={summary.text}>
        {summary.text}
      </code>
    </>
  );
  return (
    <li>
      {canOpen ? (
        <button
          type="button"
          className={styles.child}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {line}
        </button>
      ) : (
        <span className={styles.child}>{line}</span>
      )}
      {isOpen && (
        <div className={styles.inner}>
          <ValueChildren parameter={parameter} path={[...path, step]} total={summary.length ?? 0} />
        </div>
      )}
    </li>
  );
}

/** A text that does not fit one line, whole. */
export function WholeText({ parameter }: { readonly parameter: number }) {
  const page = useValueChildren(parameter, [], 1);
  const text = page.data?.fullText;
  if (page.data === undefined) {
    return page.error === undefined ? (
      <Skeleton rows={2} label="Reading the value" />
    ) : (
      <ErrorNote error={page.error} onRetry={page.refetch} />
    );
  }
  if (text === undefined) return null;
  return (
    <>
      <pre className={styles.text}>{text}</pre>
      <div>
        <CopyButton what="value" text={text} />
      </div>
    </>
  );
}
