import type { Identity } from '../../shared/contract/documents.ts';

/**
 * What a workflow and its copies have in common: the id it was given when it was made, and before
 * there were ids (0.2.0a60) the microsecond in which it was made, with its name.
 */
export function workflowKey(identity: Identity): string | undefined {
  const { createdUs, storedId, templateName } = identity;
  if (storedId !== undefined) return storedId;
  return createdUs === undefined ? undefined : `${createdUs} ${templateName ?? ''}`;
}
