import { useCallback, useState } from 'react';
import type { TimeRange } from '../../../shared/model/timeline.ts';

/** Runs shorter than that cannot be told apart anyway: times are kept in microseconds. */
const LEAST_US = 1000;
/** Room at both ends, of the whole. */
const MARGIN = 0.01;

export interface TimeWindow {
  readonly window: TimeRange;
  readonly isWhole: boolean;
  /** Shows `factor` times as much around a time. */
  readonly zoom: (aroundUs: number, factor: number) => void;
  /** Moves by a share of what is shown. */
  readonly pan: (share: number) => void;
  /** A range with a little room around it; nothing: all of the time. */
  readonly show: (range: TimeRange | undefined) => void;
  /** It is just what {@link show} makes of this range. */
  readonly isShown: (range: TimeRange) => boolean;
}

/**
 * The shown part of a range of times. It never leaves the range.
 *
 * @param first What is shown until somebody looks elsewhere; absent: all.
 */
export function useTimeWindow(range: TimeRange, first: TimeRange | undefined): TimeWindow {
  const whole = padded(range);
  const [chosen, setChosen] = useState(first === undefined ? undefined : padded(first));
  const window = chosen === undefined ? whole : within(whole, chosen);
  const show = useCallback(
    (next: TimeRange | undefined) => setChosen(next === undefined ? undefined : padded(next)),
    [],
  );
  const spanUs = window.toUs - window.fromUs;
  return {
    window,
    isWhole: spanUs >= whole.toUs - whole.fromUs,
    zoom: (aroundUs, factor) => {
      const share = (aroundUs - window.fromUs) / spanUs;
      const nextUs = Math.max(LEAST_US, spanUs * factor);
      const fromUs = aroundUs - share * nextUs;
      setChosen({ fromUs, toUs: fromUs + nextUs });
    },
    pan: (share) =>
      setChosen({ fromUs: window.fromUs + share * spanUs, toUs: window.toUs + share * spanUs }),
    show,
    isShown: (other) => isSame(within(whole, padded(other)), window),
  };
}

function padded({ fromUs, toUs }: TimeRange): TimeRange {
  const room = Math.max(LEAST_US, (toUs - fromUs) * MARGIN);
  return { fromUs: fromUs - room, toUs: toUs + room };
}

/** Moved into the whole; no longer than it. */
function within(whole: TimeRange, { fromUs, toUs }: TimeRange): TimeRange {
  const spanUs = Math.min(toUs - fromUs, whole.toUs - whole.fromUs);
  const start = Math.min(Math.max(fromUs, whole.fromUs), whole.toUs - spanUs);
  return { fromUs: start, toUs: start + spanUs };
}

const isSame = (a: TimeRange, b: TimeRange): boolean => a.fromUs === b.fromUs && a.toUs === b.toUs;
