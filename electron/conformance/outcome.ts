import { AppException } from '../../shared/contract/errors.ts';
import { StoreException } from '../persistence/store-errors.ts';
import { isDict, type PyValue } from '../persistence/values.ts';
import { type Comparison, compareValues } from './compare-values.ts';
import type { Findings, RuleName } from './findings.ts';

/** A result of ours, or the error it ended in. */
export type Outcome =
  | { readonly value: PyValue }
  | { readonly error: AppException; readonly pythonName: string };

export async function outcomeOf(call: () => Promise<PyValue>): Promise<Outcome> {
  try {
    return { value: await call() };
  } catch (error) {
    if (!(error instanceof AppException)) throw error;
    const pythonName = error instanceof StoreException ? error.pythonName : error.error.code;
    return { error, pythonName };
  }
}

/** Text of a `{"raises": …}` entry of the truth. */
export function raisedText(expected: PyValue): string | undefined {
  const text = isDict(expected) && expected.size === 1 ? expected.get('raises') : undefined;
  return typeof text === 'string' ? text : undefined;
}

/** Name of the Python error in such a text. */
export function raisedName(text: string): string {
  return /^[\w.]+/.exec(text)?.[0] ?? text;
}

/**
 * Compares a result with the truth. Where hpcflow raised an error, ours must be the same kind of
 * error, or `rule` must know why hpcflow could not do it.
 *
 * @param rule - The deviation rule whose precondition this entry meets for that Python error.
 */
export async function compareOutcome(
  expected: PyValue,
  actual: Outcome,
  place: string,
  findings: Findings,
  rule: (pythonName: string) => Promise<RuleName | undefined> | RuleName | undefined,
  how?: Comparison,
): Promise<void> {
  const raised = raisedText(expected);
  if (raised === undefined) {
    if ('value' in actual) compareValues(expected, actual.value, place, findings, how);
    else findings.differs(place, `a value expected, but ${actual.error.message}`);
    return;
  }
  const name = raisedName(raised);
  if ('error' in actual) {
    if (actual.pythonName === name) findings.raised(`${name} as hpcflow`);
    else findings.differs(place, `${raised} expected, ${actual.error.message} found`);
    return;
  }
  const followed = await rule(name);
  if (followed !== undefined) findings.followed(followed);
  else findings.differs(place, `${raised} expected, a value found`);
}
