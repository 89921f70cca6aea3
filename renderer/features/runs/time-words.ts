import { formatClock, formatDate } from '../../ui/format.ts';

/** How the times of a table are written: as short as tells its rows apart. */
export interface TimeStyle {
  /** Day all times are of; then only the time of day is in the rows. */
  readonly day?: string | undefined;
}

/** Style for times between the earliest and the latest of `times` (µs since 1970 UTC; NaN: none). */
export function timeStyle(...times: readonly Float64Array[]): TimeStyle {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const column of times) {
    for (const time of column) {
      if (time < first) first = time;
      if (time > last) last = time;
    }
  }
  if (first > last) return {};
  const day = formatDate(first / 1000);
  return day === formatDate(last / 1000) ? { day } : {};
}

/** Of a time that there is: `13:14:51` where all times are of one day, else `22 Jun 13:14`. */
export function timeWords(timeUs: number, style: TimeStyle): string {
  const timeMs = timeUs / 1000;
  if (style.day !== undefined) return formatClock(timeMs);
  const [day = '', month = ''] = formatDate(timeMs).split(' ');
  return `${day} ${month} ${formatClock(timeMs).slice(0, 5)}`;
}
