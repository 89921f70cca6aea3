/** Sizes of what is drawn in the graph, px at a zoom of 1. */

export const TASK_WIDTH = 236;
export const TASK_HEIGHT = 62;
export const ACTION_WIDTH = 204;
export const ACTION_HEIGHT = 46;
/** Top of a frame: its name, what it is, and the iterations of a loop. */
export const HEAD_HEIGHT = 34;
export const FRAME_PAD = 20;
/** Iterations of a loop; with the gap as large as a target for pointers has to be. */
export const CHIP_WIDTH = 20;
export const CHIP_HEIGHT = 18;
export const CHIP_GAP = 4;
export const LABEL_HEIGHT = 13;
/** Of one character of a label: they are in the monospaced face. */
const LABEL_CHARACTER = 6.35;
/** Longer labels are cut; all names are in the tooltip. */
const MOST_CHARACTERS = 30;

/** Names joined, as many as there is room for: `x, state +3`. */
export function edgeLabel(names: readonly string[]): string {
  let text = '';
  for (const [at, name] of names.entries()) {
    const rest = names.length - at - 1;
    const next = text === '' ? name : `${text}, ${name}`;
    const more = rest > 0 ? ` +${rest}` : '';
    if (next.length + more.length > MOST_CHARACTERS && text !== '') {
      return `${text} +${rest + 1}`;
    }
    text = next;
  }
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}

export function labelWidth(text: string): number {
  return text.length * LABEL_CHARACTER;
}
