import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Folder of the application's own data, the same that Electron uses, so that recent workflows are
 * known in both hosts.
 */
export function defaultDataFolder(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  return join(configFolder(platform, environment), 'Earshot');
}

function configFolder(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  const given = platform === 'win32' ? environment.APPDATA : environment.XDG_CONFIG_HOME;
  // The XDG specification says to ignore relative paths.
  if (given !== undefined && isAbsolute(given)) return given;
  return platform === 'win32' ? join(homedir(), 'AppData', 'Roaming') : join(homedir(), '.config');
}
