import { readFile } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { AppException } from '../../shared/contract/errors.ts';
import type { Theme } from '../../shared/contract/settings.ts';
import { createDispatcher } from '../dispatch/dispatcher.ts';
import { createLog } from '../files/log-file.ts';
import type { Backend } from '../services/backend.ts';
import { createBackend } from '../services/create-backend.ts';
import { defaultDataFolder } from './data-folder.ts';
import { FlagError, parseServeFlags, SERVE_HELP, type ServeFlags } from './serve-flags.ts';
import { type LoopbackHost, startLoopbackHost } from './server.ts';

export interface ServeSurroundings {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder of the built app, with `node/` and `renderer/`, ending in a slash. */
  readonly distFolder: URL;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/** A command that is running. */
export interface RunningServe {
  readonly isParentStarted: boolean;
  /** Stops listening and ends all workers. */
  close(): Promise<void>;
}

/** The exit code of a command that has ended at once, or what is running. */
export async function serve(surroundings: ServeSurroundings): Promise<RunningServe | number> {
  const { args, print, printError } = surroundings;
  try {
    const flags = parseServeFlags(args);
    if (flags.help) {
      print(SERVE_HELP.trimEnd());
      return 0;
    }
    return await start(flags, surroundings);
  } catch (error) {
    if (error instanceof FlagError) {
      printError(error.message);
      return 2;
    }
    printError(reasonOf(error));
    return 1;
  }
}

async function start(flags: ServeFlags, surroundings: ServeSurroundings): Promise<RunningServe> {
  const { distFolder, environment, print } = surroundings;
  const dataFolder =
    environment.EARSHOT_DATA_FOLDER ?? defaultDataFolder(process.platform, environment);
  const logFile = join(dataFolder, 'earshot.log');
  const log = createLog(logFile, surroundings.printError);
  const backend = createBackend({
    productVersion: await versionBeside(distFolder),
    capabilities: {
      openDialog: false,
      folderPicker: true,
      droppedPaths: false,
      writes: flags.allowWrites,
      appLinks: false,
      zoom: false,
      ownWindowFrame: false,
    },
    // Whoever ran `serve` may sit elsewhere; the fallback of `npm start` is on this machine.
    machine: flags.isParentStarted ? undefined : hostname(),
    dataFolder,
    workerFile: new URL('node/workflow-worker.js', distFolder),
    treeWorkerFile: new URL('node/tree-worker.js', distFolder),
    allowedRoots: flags.roots.length > 0 ? flags.roots.map((root) => resolve(root)) : [homedir()],
    initialPaths: flags.paths,
    logFile,
    log,
  });
  const host = await listen(flags, backend, distFolder, log).catch(async (error: unknown) => {
    // Its threads would keep the process from ending.
    await backend.close();
    throw error;
  });
  print(announcement(host, flags));
  return {
    isParentStarted: flags.isParentStarted,
    async close() {
      await host.close();
      await backend.close();
    },
  };
}

function listen(
  flags: ServeFlags,
  backend: Backend,
  distFolder: URL,
  log: (line: string) => void,
): Promise<LoopbackHost> {
  const { allowWrites, port, socketFile } = flags;
  return startLoopbackHost({
    backend,
    dispatcher: createDispatcher({ backend, allowWrites, log }),
    theme: () => themeOf(backend),
    rendererFolder: fileURLToPath(new URL('renderer', distFolder)),
    port,
    socketFile: socketFile === undefined ? undefined : resolve(socketFile),
    log,
  });
}

async function themeOf(backend: Backend): Promise<Theme> {
  const { signal } = new AbortController();
  const context = { signal, reportProgress: () => undefined };
  return (await backend.handlers['settings.read']({}, context)).settings.theme;
}

/** The one line that programs read. */
function announcement(host: LoopbackHost, flags: ServeFlags): string {
  if (flags.socketFile === undefined) return `Earshot is listening on ${host.url}`;
  const url = host.url.replace('127.0.0.1', '127.0.0.1:8123');
  const forward = `ssh -L 8123:${resolve(flags.socketFile)} ${hostname()}`;
  return `Earshot is listening on ${url} once forwarded with ${forward}`;
}

const PackageSchema = z.object({ version: z.string() });

async function versionBeside(distFolder: URL): Promise<string> {
  const text = await readFile(new URL('../package.json', distFolder), 'utf8');
  return PackageSchema.parse(JSON.parse(text)).version;
}

function reasonOf(error: unknown): string {
  if (error instanceof AppException) {
    const { message, action } = error.error;
    return action === undefined ? message : `${message} ${action}`;
  }
  const { code, port } = error as { readonly code?: unknown; readonly port?: unknown };
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use: give another one with --port, or none to get a free one.`;
  }
  if (code === 'EACCES') return 'This user may not listen there: give a --port above 1023.';
  return `Earshot could not start: ${error instanceof Error ? error.message : String(error)}`;
}
