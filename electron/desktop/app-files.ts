import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where the built parts of the application are. */
export interface AppFiles {
  readonly preload: string;
  readonly rendererFolder: string;
  /** Picture for windows where the system takes none from the executable. */
  readonly icon: string;
  readonly workerFile: URL;
  readonly treeWorkerFile: URL;
}

/**
 * @param appPath what `app.getAppPath()` gives: the folder of package.json, or the `.asar` file that
 *   stands for it in a packaged application.
 */
export function findAppFiles(appPath: string): AppFiles {
  // A worker thread is started from a real file: electron-builder.yml keeps these out of the archive.
  const unpacked = appPath.replace(/\.asar$/, '.asar.unpacked');
  return {
    preload: join(appPath, 'dist', 'electron', 'preload.cjs'),
    rendererFolder: join(appPath, 'dist', 'renderer'),
    icon: join(appPath, 'dist', 'renderer', 'icon.png'),
    workerFile: pathToFileURL(join(unpacked, 'dist', 'node', 'workflow-worker.js')),
    treeWorkerFile: pathToFileURL(join(unpacked, 'dist', 'node', 'tree-worker.js')),
  };
}
