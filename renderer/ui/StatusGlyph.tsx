import type { ReactNode } from 'react';
import {
  type GroupStatus,
  groupStatus,
  mostUrgent,
  type RunStatus,
  type StatusCounts,
} from '../../shared/model/status.ts';
import { statusColour } from '../design/status-colours.ts';
import { classNames } from './class-names.ts';
import styles from './StatusGlyph.module.css';
import { describeCounts, STATUS_WORDS } from './status-words.ts';

const MARK = 'var(--st-mark)';
/** Ink inside a filled shape: what is behind the glyph. */
const CUT = 'var(--glyph-cut, var(--surface-panel))';

/** Shapes on a 12 grid. Squares ended well or unknown, diamonds failed, rings wait, discs move. */
const SHAPES: Readonly<Record<Exclude<GroupStatus, 'mixed'>, ReactNode>> = {
  pending: (
    <circle
      cx="6"
      cy="6"
      r="4"
      fill="none"
      stroke={MARK}
      strokeWidth="1.3"
      strokeDasharray="1.5 1.64"
    />
  ),
  prepared: <circle cx="6" cy="6" r="4" fill="none" stroke={MARK} strokeWidth="1.4" />,
  submitted: (
    <>
      <circle cx="6" cy="6" r="4" fill="none" stroke={MARK} strokeWidth="1.4" />
      <circle cx="6" cy="6" r="1.7" fill={MARK} />
    </>
  ),
  running: (
    <>
      <circle cx="6" cy="6" r="5" fill={MARK} />
      <path d="M4.8 3.7v4.6L8.5 6z" fill={CUT} />
    </>
  ),
  complete: (
    <>
      <rect
        x="1.9"
        y="1.9"
        width="8.2"
        height="8.2"
        rx="1"
        fill="none"
        stroke={MARK}
        strokeWidth="1.4"
      />
      <path d="M4 6h4" stroke={MARK} strokeWidth="1.4" />
    </>
  ),
  success: (
    <>
      <rect x="1.2" y="1.2" width="9.6" height="9.6" rx="1.2" fill={MARK} />
      <path d="M3.5 6.2l1.8 1.8 3.3-3.8" fill="none" stroke={CUT} strokeWidth="1.4" />
    </>
  ),
  'likely-failed': (
    <>
      <path
        d="M6 .9L11.1 6 6 11.1.9 6z"
        fill="none"
        stroke={MARK}
        strokeWidth="1.4"
        strokeLinejoin="round"
      />
      <path d="M6 3.7v2.9" stroke={MARK} strokeWidth="1.4" />
      <circle cx="6" cy="8.3" r=".8" fill={MARK} />
    </>
  ),
  error: (
    <>
      <path d="M6 0L12 6 6 12 0 6z" fill={MARK} />
      <path d="M4.2 4.2l3.6 3.6M7.8 4.2L4.2 7.8" stroke={CUT} strokeWidth="1.4" />
    </>
  ),
  skipped: (
    <path
      d="M1.6 2.2L5.4 6 1.6 9.8M6.2 2.2L10 6 6.2 9.8"
      fill="none"
      stroke={MARK}
      strokeWidth="1.6"
    />
  ),
  'ended-by-loop': (
    <>
      <path d="M2.4 2.2L6.2 6 2.4 9.8" fill="none" stroke={MARK} strokeWidth="1.5" />
      <path d="M9.2 2v8" stroke={MARK} strokeWidth="1.5" />
    </>
  ),
  aborted: (
    <>
      <path d="M3.6.6h4.8l3 3v4.8l-3 3H3.6l-3-3V3.6z" fill={MARK} />
      <path d="M3.4 6h5.2" stroke={CUT} strokeWidth="1.7" />
    </>
  ),
};

function MixedShape({ urgent }: { readonly urgent: RunStatus | undefined }) {
  // Green would say "well" of a group that is not: the half keeps the neutral ink then.
  const isNeutral = urgent === undefined || urgent === 'success';
  const half = isNeutral ? MARK : statusColour(urgent, 'mark');
  return (
    <>
      <rect
        x="1.4"
        y="1.4"
        width="9.2"
        height="9.2"
        rx="1"
        fill="none"
        stroke={MARK}
        strokeWidth="1.3"
      />
      <path d="M1.4 10.6L10.6 1.4V9.6a1 1 0 0 1-1 1z" fill={half} />
    </>
  );
}

export type GlyphSize = 12 | 16 | 22;

interface StatusGlyphProps {
  readonly status: GroupStatus;
  /** Most urgent status of a mixed group: colours its filled half. */
  readonly urgent?: RunStatus | undefined;
  readonly size?: GlyphSize | undefined;
  /** Name for assistive technology; the status word unless told. */
  readonly label?: string | undefined;
  /** True where the word stands beside it. */
  readonly isDecorative?: boolean | undefined;
  readonly className?: string | undefined;
}

/** The glyph of a status: shape and colour. */
export function StatusGlyph({
  status,
  urgent,
  size = 12,
  label = STATUS_WORDS[status].name,
  isDecorative = false,
  className,
}: StatusGlyphProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      aria-hidden={isDecorative}
      data-status={status}
      className={classNames(styles.glyph, className)}
      width={size}
      height={size}
      viewBox="0 0 12 12"
    >
      {status === 'mixed' ? <MixedShape urgent={urgent} /> : SHAPES[status]}
    </svg>
  );
}

interface CountsGlyphProps {
  readonly counts: StatusCounts;
  readonly size?: GlyphSize | undefined;
  readonly className?: string | undefined;
}

/** Glyph of a group of runs: one status only if every run has it. An empty group draws as pending. */
export function CountsGlyph({ counts, size, className }: CountsGlyphProps) {
  const status = groupStatus(counts) ?? 'pending';
  return (
    <StatusGlyph
      status={status}
      urgent={mostUrgent(counts)}
      size={size}
      label={describeCounts(counts)}
      className={className}
    />
  );
}
