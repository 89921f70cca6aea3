import type { Problem } from '../../shared/contract/errors.ts';
import type { UnknownPart } from '../persistence/unknown-parts.ts';

/** Of a workflow whose generation is not known. */
export const UNKNOWN_LAYOUT: Problem = {
  message:
    'This workflow has a layout that this version of Earshot does not know: shown is what could be ' +
    'understood.',
};

/** What it means that a part of a store is not known, in a sentence. */
export function unknownPartWords({ kind, file, place }: UnknownPart): Problem {
  const name = place ?? file;
  const words: Record<UnknownPart['kind'], string> = {
    member: `“${name}” is not known to this version of Earshot: what it says of the workflow is not shown.`,
    array: `${name} is not known to this version of Earshot: what it holds is not shown.`,
    field: `Records have “${name}”, which is not known to this version of Earshot: it is not shown of any of them.`,
  };
  return { message: words[kind], file, ...(place === undefined ? {} : { place }) };
}
