import type { CallContext } from '../../shared/contract/handlers.ts';

/** Nobody cancels and nobody listens. */
export const NO_CONTEXT: CallContext = {
  signal: { aborted: false, addEventListener() {}, removeEventListener() {} },
  reportProgress() {},
};
