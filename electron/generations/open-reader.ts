import { AppException } from '../../shared/contract/errors.ts';
import type { ReadableWorkflow } from './gen1-documents.ts';
import { Gen1Reader } from './gen1-reader.ts';
import type { WorkflowReader } from './workflow-reader.ts';

/**
 * Opens a recognised workflow: its documents are read once and kept until it is closed, so that all
 * that is said of it is of one moment.
 *
 * @throws {AppException} `unsupported-format` for a workflow that is recognised but cannot be read
 */
export async function openReader(found: ReadableWorkflow): Promise<WorkflowReader> {
  if (found.generation === 'GEN1' && found.store !== 'zip') return Gen1Reader.open(found);
  throw new AppException({
    code: 'unsupported-format',
    message: found.note ?? `Workflows of generation ${found.generation} cannot be read yet.`,
    path: found.path,
  });
}
