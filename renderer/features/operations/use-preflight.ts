import { useEffect, useState } from 'react';
import type { Progress } from '../../../shared/contract/client.ts';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { Preflight, Purpose, Subject } from '../../../shared/contract/operations.ts';
import { useHost } from '../../host/HostContext.tsx';

/** How far a workflow is looked at before something is done with it. */
export type Looking =
  | { readonly kind: 'looking'; readonly progress: Progress | undefined }
  | { readonly kind: 'found'; readonly found: Preflight }
  | { readonly kind: 'failed'; readonly error: AppError };

/** Looks at a workflow. Leaving the dialog stops it. */
export function usePreflight(subject: Subject, purpose: Purpose): Looking {
  const host = useHost();
  const [looking, setLooking] = useState<Looking>({ kind: 'looking', progress: undefined });
  useEffect(() => {
    const controller = new AbortController();
    setLooking({ kind: 'looking', progress: undefined });
    void host
      .call(
        'operations.preflight',
        { subject, purpose },
        {
          signal: controller.signal,
          onProgress: (progress) => setLooking({ kind: 'looking', progress }),
        },
      )
      .then((result) => {
        if (controller.signal.aborted) return;
        setLooking(
          result.ok
            ? { kind: 'found', found: result.value }
            : { kind: 'failed', error: result.error },
        );
      });
    return () => controller.abort();
  }, [host, subject, purpose]);
  return looking;
}
