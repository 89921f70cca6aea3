/** All points, which take minutes (`npm run test:faults`), or a selection that is always the same. */
export const IS_ALL = process.env.EARSHOT_FAULTS === 'all';
