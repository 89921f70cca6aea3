import { describe, expect, test } from 'vitest';
import { recognise } from '../../../electron/generations/recognise.ts';
import { RecognitionSchema } from '../../../shared/contract/documents.ts';
import {
  hasSharedWorkflows,
  sharedWorkflowNames,
  sharedWorkflowPath,
  truthOf,
} from '../shared-workflows.ts';

/** `0.2.0a40` of `creation_info` as hpcflow reports it. */
function versionIn(truth: unknown): unknown {
  const info = (truth as Record<string, unknown>).get_creation_info;
  const creation = info ?? (truth as Record<string, unknown>).creation_info;
  return (creation as { app_info: { version: string } }).app_info.version;
}

describe.skipIf(!hasSharedWorkflows)('recognise, on every real workflow', () => {
  for (const name of sharedWorkflowNames('gen')) {
    test(name, async () => {
      const path = sharedWorkflowPath(name);
      const found = RecognitionSchema.parse(await recognise(path));
      const generation = name.slice(0, 4).toUpperCase();
      const store = name.endsWith('.zip') ? 'zip' : name.includes('-json-') ? 'json' : 'zarr';
      expect(found).toMatchObject({
        kind: 'workflow',
        path,
        store,
        generation,
        version: versionIn(truthOf(name)),
        isReadable: true,
      });
    });
  }
});
