import type { Caution, Preflight } from '../../../shared/contract/operations.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';

interface ConfirmationProps {
  readonly found: Preflight;
  /** What is done all the same: `Copy`. */
  readonly verb: string;
  readonly isConfirmed: boolean;
  readonly onChange: (isConfirmed: boolean) => void;
}

/** Asks once more where something may still write; shows nothing where nothing may. */
export function Confirmation({ found, verb, isConfirmed, onChange }: ConfirmationProps) {
  if (found.cautions.length === 0) return null;
  return <Checkbox label={`${verb} it all the same`} isChecked={isConfirmed} onChange={onChange} />;
}

/** What a person confirmed, for the host; undefined while something is not. */
export function confirmedCautions(
  { cautions }: Preflight,
  isConfirmed: boolean,
): Caution[] | undefined {
  return cautions.length === 0 || isConfirmed ? [...cautions] : undefined;
}
