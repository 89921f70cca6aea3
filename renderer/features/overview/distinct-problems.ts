import type { Problem } from '../../../shared/contract/errors.ts';

/** The same problem may be met when the documents and again when the runs are read. */
export function distinctProblems(problems: readonly Problem[]): readonly Problem[] {
  const byText = new Map(
    problems.map((problem) => [
      JSON.stringify([problem.file, problem.place, problem.message]),
      problem,
    ]),
  );
  return [...byText.values()];
}
