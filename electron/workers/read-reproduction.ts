import type { CallContext } from '../../shared/contract/handlers.ts';
import type { Input } from '../../shared/contract/procedures.ts';
import type { Reproduction } from '../../shared/contract/reproduction.ts';
import type { RunFile } from '../../shared/contract/run-files.ts';
import { actionName } from '../../shared/model/action-name.ts';
import { TextFile } from '../files/text/text-file.ts';
import { reproduce } from '../generations/reproduction.ts';
import { breathing } from './breathing.ts';
import { readRun } from './run-detail.ts';
import { filesOfRun } from './run-files.ts';
import type { WorkflowData } from './workflow-data.ts';

/** Commands of one run are few; a file with more is no such file. */
const MOST_LINES = 2000;

/**
 * How to do again by hand what a run did, by what is recorded of it.
 *
 * @throws {AppException} `not-found`
 */
export async function readReproduction(
  data: WorkflowData,
  input: Input<'runs.readReproduction'>,
  context: CallContext,
): Promise<Reproduction> {
  const task = data.task(input.taskInsertId);
  const [detail, { files, folder }] = await Promise.all([
    readRun(data, input, context),
    filesOfRun(data, input, context),
  ]);
  const { run } = detail;
  const action = task.actions[input.action];
  const commands = there(files, 'commands');
  const script = there(files, 'script') ?? '';
  return reproduce({
    identity: data.identity,
    title: `${actionName(task, input.action)} of ${task.name}, element ${input.element}, iteration ${input.iteration}`,
    taskName: task.name,
    element: input.element,
    iteration: input.iteration,
    action: input.action,
    attempt: input.attempt ?? 0,
    runId: run?.id ?? 0,
    submission: run?.submission,
    jobscript: run?.jobscript,
    row: run?.jobscriptRow,
    column: run?.jobscriptColumn,
    block: run?.jobscriptBlock,
    folder: folder.state === 'there' ? folder.key : undefined,
    commands:
      commands === undefined
        ? undefined
        : {
            key: commands,
            lines: (
              await new TextFile(data.reader.files, commands).readLines(
                0,
                MOST_LINES,
                breathing(context),
              )
            ).map(({ text }) => text),
          },
    templateCommands: action?.commands ?? [],
    script: script === '' ? undefined : script,
    hasPythonScript: /\.py\b/.test(action?.script ?? script),
  });
}

const there = (files: readonly RunFile[], role: RunFile['role']): string | undefined =>
  files.find((file) => file.role === role && file.state === 'there')?.key;
