import type { RunDetail, Source, Task } from '../../../shared/contract/documents.ts';
import type { Address } from '../../../shared/model/address.ts';

/** A source in a word or two, and where it leads. */
export interface SourceWords {
  readonly text: string;
  /** The run that set the value, unless it is the one shown. */
  readonly to?: Address | undefined;
}

const WORDS: Readonly<Record<string, string>> = {
  default_input: 'default',
  workflow_resources: 'workflow',
};

function isSameRun(source: NonNullable<Source['run']>, detail: RunDetail): boolean {
  return (
    source.taskInsertId === detail.taskInsertId &&
    source.element === detail.element &&
    source.iteration === detail.iteration &&
    source.action === detail.run?.action &&
    source.attempt === detail.run.attempt
  );
}

/** `sequence`, `local`, `default`, `t1[0]`: short enough for a column; `source.text` has it whole. */
export function sourceWords(
  source: Source,
  detail: RunDetail,
  tasks: readonly Task[],
): SourceWords {
  if (source.type === 'EAR_output') {
    const { run } = source;
    if (run !== undefined && isSameRun(run, detail)) return { text: 'this run' };
    const insertId = run?.taskInsertId ?? source.taskInsertId;
    const name = tasks.find((task) => task.insertId === insertId)?.name ?? 'another task';
    if (run === undefined) return { text: `a run of ${name}` };
    const { taskInsertId: task, ...place } = run;
    return { text: `${name}[${run.element}]`, to: { view: 'runs', task, ...place } };
  }
  if (source.type === 'local_input') {
    return { text: source.sequenceIndex === undefined ? 'local' : 'sequence' };
  }
  return { text: WORDS[source.type] ?? source.type.replaceAll('_', ' ') };
}
