import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchStandIn } from '../../stand-in/launch.ts';
import type { LaunchOptions, RunningApp } from '../host.ts';

/** Runs the built main and preload under the stand-in for Electron, the page in the browser. */
export async function launchStandInHost(options: LaunchOptions): Promise<RunningApp> {
  const { browser, folder, paths, viewport, colorScheme, onPage } = options;
  const home = join(folder, 'data');
  mkdirSync(home, { recursive: true });
  // The main process runs inside this one, so what it makes must go there by our own variable.
  const before = { TMPDIR: process.env.TMPDIR, XDG_DATA_HOME: process.env.XDG_DATA_HOME };
  process.env.TMPDIR = folder;
  // Where the trash of the home folder is.
  process.env.XDG_DATA_HOME = join(folder, 'share');
  const launched = await launchStandIn({
    browser,
    paths,
    home,
    cwd: folder,
    env: { XDG_DATA_HOME: join(folder, 'share') },
    viewport,
    colorScheme,
    onPage,
  });
  return {
    page: launched.page,
    answerOpenDialog: (answer) => launched.answerOpenDialog(answer),
    setDroppedPath: (path) => launched.setDroppedPath(path),
    async close() {
      await launched.close();
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    },
  };
}
