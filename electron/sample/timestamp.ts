import type { TimeUs } from '../persistence/records.ts';

/** Text of a time in the default format: UTC, always six digits. */
export function formatTimestamp(time: TimeUs): string {
  const wholeMs = Math.floor(time / 1000);
  const iso = new Date(wholeMs).toISOString();
  const us = String(time - wholeMs * 1000).padStart(3, '0');
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}${us}`;
}
