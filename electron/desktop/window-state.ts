import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { z } from 'zod';
import { OpenRequestSchema } from '../../shared/contract/host.ts';
import { MOST_TABS } from '../../shared/contract/host-procedures.ts';

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
  /** Of the window when it is neither maximised nor full-screen, in device-independent pixels. */
  bounds: z.strictObject({ x: coordinate, y: coordinate, width: extent, height: extent }),
  isMaximised: z.boolean(),
  isFullScreen: z.boolean(),
});
export type WindowState = z.infer<typeof WindowStateSchema>;

const KeptWindowSchema = WindowStateSchema.extend({
  /** What its tabs show. */
  places: z.array(OpenRequestSchema).max(MOST_TABS),
});
export type KeptWindow = z.infer<typeof KeptWindowSchema>;

/** More than anybody would want back. */
const MOST_WINDOWS = 16;

const KeptWindowsSchema = z.strictObject({
  version: z.literal(2),
  /** The window used last; the next first one stands there. */
  last: WindowStateSchema,
  /** Those that were open, the one used last at the end. */
  windows: z.array(KeptWindowSchema).max(MOST_WINDOWS),
});
export type KeptWindows = z.infer<typeof KeptWindowsSchema>;

/** Before windows were opened again, the file was of one window. */
const EarlySchema = WindowStateSchema.extend({ version: z.literal(1) }).transform(
  ({ version: _version, ...last }): KeptWindows => ({ version: 2, last, windows: [] }),
);

/** What was saved; `undefined` when there is nothing, or nothing that makes sense. */
export function readWindows(file: string): KeptWindows | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return z.union([KeptWindowsSchema, EarlySchema]).safeParse(read).data;
  } catch {
    return undefined;
  }
}

/** Replaces the file as a whole. A window is not kept from closing because this fails. */
export function writeWindows(file: string, kept: KeptWindows, log: (line: string) => void): void {
  const partial = `${file}.partial`;
  const windows = kept.windows.slice(-MOST_WINDOWS);
  try {
    writeFileSync(partial, `${JSON.stringify({ ...kept, windows }, undefined, 2)}\n`);
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
