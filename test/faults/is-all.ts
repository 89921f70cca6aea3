/** All points, which take minutes (`npm run test:faults`), or a selection that is always the same. */
export const IS_ALL = process.env.EARSHOT_FAULTS === 'all';

/** A test that hangs ends after this. */
export const MOST_MS = IS_ALL ? 3_600_000 : 600_000;
