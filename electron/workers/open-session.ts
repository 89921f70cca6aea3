import type { Recognition } from '../../shared/contract/documents.ts';
import { AppException } from '../../shared/contract/errors.ts';
import { openReader } from '../generations/open-reader.ts';
import { recognise } from '../generations/recognise.ts';
import type { WorkflowSession } from './session.ts';
import { WorkflowData } from './workflow-data.ts';
import { createSession } from './workflow-session.ts';

/** As {@link openWorkflow}, with the procedures of the contract. */
export async function openSession(path: string): Promise<WorkflowSession> {
  const { data, close } = await openWorkflow(path);
  return createSession(data, close);
}

export interface OpenWorkflow {
  readonly data: WorkflowData;
  /** Lets go of what is kept of the documents. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the workflow at a path (or the one that the path is inside of).
 *
 * Its documents are read once and kept until it is closed: everything that is said of it is of one
 * moment, and a document of many megabytes is not parsed again for every question.
 *
 * @throws {AppException} What {@link recognise} throws; `unsupported-format` for a path that is no
 * workflow, or one that is recognised but cannot be read.
 */
export async function openWorkflow(path: string): Promise<OpenWorkflow> {
  const reader = await openReader(workflowAt(await recognise(path)));
  return { data: new WorkflowData(reader), close: () => reader.close() };
}

function workflowAt(found: Recognition): Extract<Recognition, { kind: 'workflow' }> {
  if (found.kind === 'workflow') return found;
  const [suggestion] = found.suggestions;
  throw new AppException({
    code: 'unsupported-format',
    message: `${found.path} is not a workflow. ${found.reason}`,
    path: found.path,
    ...(suggestion === undefined
      ? {}
      : { action: `Open a workflow inside it, such as ${suggestion}.` }),
  });
}
