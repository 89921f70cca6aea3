import { scaleTime, scaleUtc } from 'd3-scale';
import type { TimeRange } from '../../../shared/model/timeline.ts';
import { formatClock, formatDate } from '../../ui/format.ts';

export interface TimeTick {
  readonly timeUs: number;
  readonly text: string;
  /** A day begins. */
  readonly isDay: boolean;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Round times within a range, with as much of each as tells it from the next.
 *
 * @param about How many.
 * @param isUtc Of the zone that times are told in; otherwise the system's, whose days may have 23 h.
 */
export function timeTicks(
  { fromUs, toUs }: TimeRange,
  about: number,
  isUtc: boolean,
): readonly TimeTick[] {
  const scale = (isUtc ? scaleUtc() : scaleTime()).domain([fromUs / 1000, toUs / 1000]);
  const times = scale.ticks(about).map((date) => date.getTime());
  const stepMs = (times[1] ?? toUs / 1000) - (times[0] ?? fromUs / 1000);
  return times.map((timeMs) => {
    const clock = formatClock(timeMs);
    const isDay = clock === '00:00:00' && timeMs % 1000 === 0;
    return { timeUs: timeMs * 1000, text: textOf(timeMs, clock, isDay, stepMs), isDay };
  });
}

function textOf(timeMs: number, clock: string, isDay: boolean, stepMs: number): string {
  if (isDay || stepMs >= DAY_MS) {
    const [day = '', month = '', year = ''] = formatDate(timeMs).split(' ');
    return month === 'Jan' && day === '1' ? year : `${day} ${month}`;
  }
  if (stepMs < 1000) return `${clock}.${String(timeMs % 1000).padStart(3, '0')}`;
  return stepMs < MINUTE_MS ? clock : clock.slice(0, 5);
}
