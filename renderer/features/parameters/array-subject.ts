import type { ArrayInfo } from '../../../shared/contract/values.ts';
import type { ArraySubject } from '../../visuals/quantities.ts';
import type { ValuePlace } from './value-place.ts';
import { labelOf } from './value-tree.ts';

/** The array at a place, as pictures are chosen by it. */
export function arraySubject({ entry, path }: ValuePlace, info: ArrayInfo): ArraySubject {
  const steps = [entry, ...path].map(String);
  // A position says nothing of what is there.
  const names = path.filter((step) => typeof step === 'string');
  return { name: names.at(-1) ?? labelOf(entry), path: steps.join('.').toLowerCase(), info };
}

/** Under which it is remembered how the array is looked at: arrays of other elements share it. */
export function subjectKey(workflowId: string, subject: ArraySubject): string {
  return JSON.stringify([workflowId, subject.path, subject.info.shape, subject.info.dtype]);
}
