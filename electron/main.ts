import { runApplication } from './desktop/application.ts';

/** Electron's entry. */
runApplication({
  argv: process.argv,
  cwd: process.cwd(),
  program: process.execPath,
  platform: process.platform,
  env: process.env,
});
