import type { GroupStatus } from '../../shared/model/status.ts';

/** What a status colour is for: the glyph, the filled cell, words, a quiet ground, ink on the cell. */
export type StatusColourPart = 'mark' | 'cell' | 'text' | 'tint' | 'on';

/** Short names of the tokens where they differ from the model's. */
const TOKEN_NAMES: Partial<Record<GroupStatus, string>> = {
  'likely-failed': 'likely',
  'ended-by-loop': 'ended',
};

/** CSS value of a status colour, such as `var(--status-likely-mark)`. */
export function statusColour(status: GroupStatus, part: StatusColourPart): string {
  return `var(--status-${TOKEN_NAMES[status] ?? status}-${part})`;
}
