import type { PyValue } from './values.ts';

/**
 * A Python `dict` of which some keys are integers, to be written. Stores have texts for all keys, so
 * what is read never has any (FORMATS T10).
 */
export class NumberKeyDict extends Map<string, PyValue> {
  /** The keys that are integers, as texts. */
  readonly numbers: ReadonlySet<string>;

  constructor(entries: Iterable<readonly [string, PyValue]>, numbers: Iterable<string>) {
    super(entries);
    this.numbers = new Set(numbers);
  }
}
