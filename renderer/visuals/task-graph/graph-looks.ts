import type { GroupStatus, RunStatus, StatusCounts } from '../../../shared/model/status.ts';
import { type ChipSlot, chipWidth, MOST_SLOTS } from './chips.ts';
import type { Box } from './elk-graph.ts';
import { CHIP_GAP, CHIP_HEIGHT, FRAME_PAD, HEAD_HEIGHT } from './graph-sizes.ts';

/** What a box says. */
export interface NodeLook {
  readonly counts: StatusCounts;
  readonly name: string;
  /** Its name is one of a program's: monospaced. */
  readonly isMono: boolean;
  /** At the left below the bar: how many elements. */
  readonly left: string;
  /** At the right: how many failed, or how many runs. */
  readonly right: string;
  /** Colour of what stands at the right. */
  readonly rightStatus: RunStatus | undefined;
}

/** One iteration in the head of a loop. */
export interface Chip {
  readonly iteration: number;
  /** `undefined` where it has no runs. */
  readonly status: GroupStatus | undefined;
  readonly isChosen: boolean;
  /** What it is and how it went, in words. */
  readonly words: string;
}

/** What the head of a frame says. */
export interface FrameLook {
  /** Of an opened task. */
  readonly counts: StatusCounts | undefined;
  readonly detail: string;
  readonly chips: readonly Chip[];
  /** Which of the chips there is room for. */
  readonly slots: readonly ChipSlot[];
}

export interface GraphLooks {
  readonly nodes: ReadonlyMap<string, NodeLook>;
  readonly frames: ReadonlyMap<string, FrameLook>;
  /** What flows along an edge, in words. */
  readonly edges: ReadonlyMap<string, string>;
}

/** Where a chip, or the gap between two, stands. */
export interface PlacedChip {
  readonly box: Box;
  /** `undefined`: a gap. */
  readonly chip: Chip | undefined;
  readonly key: string;
}

const GAP_WIDTH = 10;
/** Where the name begins, past the sign. */
export const NAME_LEFT = 32;

function slotWidth(slot: ChipSlot, chips: readonly Chip[]): number {
  return 'at' in slot ? chipWidth(String(chips[slot.at]?.iteration ?? '')) : GAP_WIDTH;
}

/** Width of the chips of a loop, px. */
function chipRoom({ chips, slots }: FrameLook): number {
  return slots.reduce((sum, slot) => sum + slotWidth(slot, chips) + CHIP_GAP, 0);
}

/** Of a character of a name, in letters that are mostly narrow. */
const CHARACTER = 6.8;
/** Longer names are cut. */
const MOST_CHARACTERS = 32;
/** What is said of a loop differs as one looks at its iterations; its frame shall not. */
const LOOP_DETAIL = 'iteration 000'.length;

/** Width that the head of a frame needs, whichever iteration is looked at, px. */
export function headWidth(name: string, { chips, detail, counts }: FrameLook): number {
  const widths = chips.map(({ iteration }) => chipWidth(String(iteration)) + CHIP_GAP);
  const chipsWidth = Math.min(chips.length, MOST_SLOTS) * Math.max(0, ...widths);
  const detailLength = counts === undefined ? LOOP_DETAIL : detail.length;
  const characters = Math.min(name.length, MOST_CHARACTERS) + detailLength;
  return Math.round(NAME_LEFT + characters * CHARACTER + 2 * FRAME_PAD + chipsWidth);
}

/** The chips of a loop, at the right end of its head. */
export function placedChips(look: FrameLook, frame: Box): readonly PlacedChip[] {
  const { chips, slots } = look;
  let x = frame.x + frame.width - FRAME_PAD / 2 - 2 - chipRoom(look) + CHIP_GAP;
  const y = frame.y + (HEAD_HEIGHT - CHIP_HEIGHT) / 2;
  return slots.map((slot) => {
    const width = slotWidth(slot, chips);
    const box = { x, y, width, height: CHIP_HEIGHT };
    x += width + CHIP_GAP;
    if (!('at' in slot)) return { box, chip: undefined, key: `gap ${slot.gapAfter}` };
    return { box, chip: chips[slot.at], key: `iteration ${chips[slot.at]?.iteration}` };
  });
}
