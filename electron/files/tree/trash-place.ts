import { accessSync, constants, existsSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** A trash on a volume. */
export interface TrashPlace {
  /** Folder of the trash, with `files` and `info` in it. */
  readonly folder: string;
  /** Paths in its notes are relative to this; absolute when it is undefined (the home trash). */
  readonly top: string | undefined;
}

export interface TrashSurroundings {
  readonly userId: number;
  /** `XDG_DATA_HOME`, or what stands for it. */
  readonly dataHome: string;
}

export function trashSurroundings(): TrashSurroundings {
  const named = process.env.XDG_DATA_HOME;
  const isNamed = named !== undefined && isAbsolute(named);
  return {
    userId: process.getuid?.() ?? 0,
    dataHome: isNamed ? named : join(homedir(), '.local', 'share'),
  };
}

/** Top folder of the volume that a folder is on. */
export function topOf(folder: string): string {
  const { dev } = lstatSync(folder, { bigint: true });
  let top = folder;
  for (;;) {
    const parent = dirname(top);
    if (parent === top || lstatSync(parent, { bigint: true }).dev !== dev) return top;
    top = parent;
  }
}

/**
 * Where the trash for a folder may be by the specification: the one of the home folder when that is on
 * the same volume, else `.Trash/UID` (`.Trash` made by an administrator: sticky, no link), else
 * `.Trash-UID` at the top of its volume.
 */
function placesFor(folder: string, around: TrashSurroundings): TrashPlace[] {
  const parent = dirname(folder);
  const home = join(around.dataHome, 'Trash');
  if (deviceOf(nearestThere(home)) === deviceOf(parent)) return [{ folder: home, top: undefined }];
  const top = topOf(parent);
  const shared = join(top, '.Trash');
  const places = [{ folder: join(top, `.Trash-${around.userId}`), top }];
  if (isSharedTrash(shared)) places.unshift({ folder: join(shared, String(around.userId)), top });
  return places;
}

/**
 * The trash for a folder; made when it is not there.
 *
 * @param folder - Absolute path, links resolved
 * @returns undefined when there is none, and none can be made
 */
export function findTrash(folder: string, around: TrashSurroundings): TrashPlace | undefined {
  return placesFor(folder, around).find((place) => madeReady(place, around));
}

/** True when there is a trash for a folder, or one can be made; writes nothing. */
export function mayHaveTrash(folder: string, around: TrashSurroundings): boolean {
  return placesFor(folder, around).some(({ folder: trash }) => {
    const there = nearestThere(trash);
    return there === trash ? isOwnFolder(trash, around) : isWritable(there);
  });
}

/** The folder, or the nearest one above it that is there. */
function nearestThere(path: string): string {
  let at = path;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  return at;
}

function deviceOf(path: string): bigint | undefined {
  try {
    return statSync(path, { bigint: true }).dev;
  } catch {
    return undefined;
  }
}

const STICKY = 0o1000;

/** The specification demands both: else anybody could redirect what others throw away. */
function isSharedTrash(path: string): boolean {
  try {
    const stats = lstatSync(path);
    return stats.isDirectory() && (stats.mode & STICKY) !== 0;
  } catch {
    return false;
  }
}

const PRIVATE = 0o700;

/** Makes what is missing; false when a part cannot be made, is a link, or is somebody else's. */
function madeReady({ folder, top }: TrashPlace, around: TrashSurroundings): boolean {
  try {
    if (top === undefined) mkdirSync(dirname(folder), { recursive: true, mode: PRIVATE });
    return [folder, join(folder, 'files'), join(folder, 'info')].every((path) => {
      if (!existsSync(path)) mkdirSync(path, { mode: PRIVATE });
      return isOwnFolder(path, around);
    });
  } catch {
    return false;
  }
}

function isOwnFolder(path: string, { userId }: TrashSurroundings): boolean {
  try {
    const stats = lstatSync(path);
    return stats.isDirectory() && stats.uid === userId;
  } catch {
    return false;
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
