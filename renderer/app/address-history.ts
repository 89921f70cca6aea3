import { type Address, formatAddress } from '../../shared/model/address.ts';

/** The addresses one tab has been at, oldest first, and which of them is shown. */
export interface AddressHistory {
  readonly entries: readonly Address[];
  readonly at: number;
}

const MOST_ENTRIES = 200;

export function startHistory(address: Address): AddressHistory {
  return { entries: [address], at: 0 };
}

export function currentAddress({ entries, at }: AddressHistory): Address {
  return entries[at] ?? { view: 'overview' };
}

export function canGo({ entries, at }: AddressHistory, by: -1 | 1): boolean {
  return by < 0 ? at > 0 : at < entries.length - 1;
}

/** One step back or forward; the same history where there is none. */
export function stepBy(history: AddressHistory, by: -1 | 1): AddressHistory {
  return canGo(history, by) ? { ...history, at: history.at + by } : history;
}

/** Goes to an address: what was ahead is forgotten. The same address again is no step. */
export function visit(
  history: AddressHistory,
  address: Address,
  isReplacing: boolean,
): AddressHistory {
  if (formatAddress(address) === formatAddress(currentAddress(history))) return history;
  const kept = history.entries.slice(0, isReplacing ? history.at : history.at + 1);
  const entries = [...kept, address].slice(-MOST_ENTRIES);
  return { entries, at: entries.length - 1 };
}
