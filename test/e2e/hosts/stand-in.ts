import { join } from 'node:path';
import { launchStandIn } from '../../stand-in/launch.ts';
import type { LaunchOptions, RunningApp } from '../host.ts';

/** Starts the built main process and preload under the stand-in, and their page in the browser. */
export async function launchStandInHost(options: LaunchOptions): Promise<RunningApp> {
  const { browser, folder, paths, viewport, colorScheme } = options;
  const home = join(folder, 'data');
  const launched = await launchStandIn({
    browser,
    paths,
    viewport,
    colorScheme,
    home,
    cwd: folder,
  });
  return {
    page: launched.page,
    answerOpenDialog: (answers) => launched.answerOpenDialog(answers),
    setDroppedPath: (path) => launched.setDroppedPath(path),
    close: () => launched.close(),
  };
}
