/** The workflow worker, which can be told to crash. */
import '../../../electron/workers/workflow-worker.ts';

const channel = new BroadcastChannel('earshot-test-crash');
channel.onmessage = () => {
  // Thrown outside of every call, as a bug in a timer would be.
  throw new Error('crashed because the test asked for it');
};
