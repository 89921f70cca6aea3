import { subscribe } from 'node:diagnostics_channel';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into the host before its own code, in every thread: when the test names a workflow, the
 * thread that reads it fails as it would by a bug in a timer, outside of every call. Files whose
 * names end with `.held` are held by another program, as syncing programs on Windows do.
 */
const channel = new BroadcastChannel('earshot-worker-fault');

if (isMainThread) {
  process.on('message', (path) => channel.postMessage(path));
} else {
  let own;
  subscribe('earshot.workflow.open', ({ path }) => {
    own = path;
  });
  channel.onmessage = ({ data }) => {
    if (data === own) throw new Error('failed because the test asked for it');
  };
}
channel.unref();

const { openSync } = fs;
fs.openSync = (path, ...rest) => {
  if (!String(path).endsWith('.held')) return openSync(path, ...rest);
  throw Object.assign(new Error('EBUSY: resource busy or locked, open'), { code: 'EBUSY', path });
};
syncBuiltinESMExports();
