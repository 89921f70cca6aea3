import type { GroupStatus, RunStatus, StatusCounts } from '../../../shared/model/status.ts';
import { type ChipSlot, chipWidth, MOST_SLOTS } from './chips.ts';
import type { Box } from './elk-graph.ts';
import { CHIP, CHIP_GAP, FRAME_PAD, HEAD_HEIGHT } from './graph-sizes.ts';

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

function slotWidth(slot: ChipSlot, chips: readonly Chip[]): number {
  return 'at' in slot ? chipWidth(String(chips[slot.at]?.iteration ?? '')) : GAP_WIDTH;
}

/** Width of the chips of a loop, px. */
function chipRoom({ chips, slots }: FrameLook): number {
  return slots.reduce((sum, slot) => sum + slotWidth(slot, chips) + CHIP_GAP, 0);
}

/** Width that its chips have at most, whichever iteration is looked at, px. */
export function mostChipRoom({ chips }: FrameLook): number {
  const widths = chips.map(({ iteration }) => chipWidth(String(iteration)) + CHIP_GAP);
  return Math.min(chips.length, MOST_SLOTS) * Math.max(0, ...widths);
}

/** The chips of a loop, at the right end of its head. */
export function placedChips(look: FrameLook, frame: Box): readonly PlacedChip[] {
  const { chips, slots } = look;
  let x = frame.x + frame.width - FRAME_PAD / 2 - 2 - chipRoom(look) + CHIP_GAP;
  const y = frame.y + (HEAD_HEIGHT - CHIP) / 2;
  return slots.map((slot) => {
    const width = slotWidth(slot, chips);
    const box = { x, y, width, height: CHIP };
    x += width + CHIP_GAP;
    if (!('at' in slot)) return { box, chip: undefined, key: `gap ${slot.gapAfter}` };
    return { box, chip: chips[slot.at], key: `iteration ${chips[slot.at]?.iteration}` };
  });
}
