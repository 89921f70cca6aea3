/** A drive that is not connected any more may not answer at all. */
const STAT_TIMEOUT_MS = 2000;

/** What a look at the disk finds; `late` when it takes too long. Rejects as the look does. */
export async function inTime<T>(found: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), STAT_TIMEOUT_MS);
  });
  try {
    return await Promise.race([found, late]);
  } finally {
    clearTimeout(timer);
  }
}
