import type { HostClient } from '../../../shared/contract/client.ts';
import type { Identity, Recognition } from '../../../shared/contract/documents.ts';
import type { AppError } from '../../../shared/contract/errors.ts';

/** What became of a path someone wanted to open. */
export type OpenOutcome =
  | {
      readonly kind: 'opened';
      readonly workflowId: string;
      readonly identity: Identity;
      /** Text of the address that was shown of it last time. */
      readonly lastAt?: string | undefined;
    }
  | {
      readonly kind: 'not-a-workflow';
      readonly recognition: Extract<Recognition, { kind: 'not-a-workflow' }>;
    }
  | {
      readonly kind: 'unreadable';
      readonly recognition: Extract<Recognition, { kind: 'workflow' }>;
    }
  | { readonly kind: 'failed'; readonly path: string; readonly error: AppError };

/** Recognises a path and opens what it is. Never rejects. */
export async function openWorkflow(host: HostClient, path: string): Promise<OpenOutcome> {
  const recognised = await host.call('library.recognise', { path });
  if (!recognised.ok) return { kind: 'failed', path, error: recognised.error };
  const recognition = recognised.value;
  if (recognition.kind === 'not-a-workflow') return { kind: 'not-a-workflow', recognition };
  if (!recognition.isReadable) return { kind: 'unreadable', recognition };
  const opened = await host.call('workflow.open', { path: recognition.path });
  if (!opened.ok) return { kind: 'failed', path: recognition.path, error: opened.error };
  return { kind: 'opened', ...opened.value };
}
