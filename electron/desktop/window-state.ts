import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { z } from 'zod';

export const MIN_WIDTH = 1024;
export const MIN_HEIGHT = 700;
const DEFAULT_WIDTH = 1440;
const DEFAULT_HEIGHT = 900;
/** So much of the title bar must be on a display that the window can be grabbed. */
const GRAB_WIDTH = 120;
const GRAB_HEIGHT = 40;

const coordinate = z.number().int().min(-100_000).max(100_000);
const extent = z.number().int().min(1).max(100_000);
const WindowStateSchema = z.strictObject({
  version: z.literal(1),
  /** Of the window when it is neither maximised nor full-screen, in device-independent pixels. */
  bounds: z.strictObject({ x: coordinate, y: coordinate, width: extent, height: extent }),
  isMaximised: z.boolean(),
  isFullScreen: z.boolean(),
});
export type WindowState = z.infer<typeof WindowStateSchema>;

/** What was saved; `undefined` when there is nothing, or nothing that makes sense. */
export function readWindowState(file: string): WindowState | undefined {
  try {
    return WindowStateSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Replaces the file as a whole. A window is not kept from closing because this fails. */
export function writeWindowState(
  file: string,
  state: WindowState,
  log: (line: string) => void,
): void {
  const partial = `${file}.partial`;
  try {
    writeFileSync(partial, `${JSON.stringify(state, undefined, 2)}\n`);
    renameSync(partial, file);
  } catch (exception) {
    log(`window state not saved: ${String(exception)}`);
  }
}

export interface WindowPlacement {
  /** Absent where the system chooses. */
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Where the window is to be: as it was saved, but on a display that is there now, and no larger.
 * A window whose title bar is nowhere to be seen goes back to where the system puts it.
 */
export function placeWindow(
  saved: WindowState | undefined,
  workAreas: readonly Rectangle[],
): WindowPlacement {
  if (saved === undefined) return { width: DEFAULT_WIDTH, height: DEFAULT_HEIGHT };
  const { bounds } = saved;
  const area = workAreas.find((candidate) => isGrabbable(bounds, candidate));
  const width = Math.max(MIN_WIDTH, Math.min(bounds.width, area?.width ?? DEFAULT_WIDTH));
  const height = Math.max(MIN_HEIGHT, Math.min(bounds.height, area?.height ?? DEFAULT_HEIGHT));
  return area === undefined ? { width, height } : { x: bounds.x, y: bounds.y, width, height };
}

function isGrabbable(bounds: Rectangle, area: Rectangle): boolean {
  const visibleWidth =
    Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const isTopInside = bounds.y >= area.y && bounds.y + GRAB_HEIGHT <= area.y + area.height;
  return visibleWidth >= GRAB_WIDTH && isTopInside;
}
