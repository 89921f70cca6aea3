/** Something of a store that this reader has no name for: a later hpcflow may have added it. */
export interface UnknownPart {
  readonly kind: 'member' | 'array' | 'field';
  /** File, folder or array, relative to the workflow. */
  readonly file: string;
  /** Key of the member or field; absent for what is a file or folder itself. */
  readonly place?: string;
}

/** Members of the document with the metadata, of all generations (FORMATS §2.1, §13.3, GEN4 §5.1, §6.1). */
const ROOT_KEYS: ReadonlySet<string> = new Set([
  'creation_info',
  'elements',
  'fs_path',
  'iters',
  'loops',
  'name',
  'num_added_tasks',
  'parameter_sources',
  'replaced_dir',
  'replaced_workflow',
  'run_dirs',
  'runs',
  'submissions',
  'tasks',
  'template',
  'template_components',
  'ts_fmt',
  'ts_name_fmt',
]);

/** Members of a document that are not known. */
export function unknownMembers(file: string, keys: Iterable<string>): UnknownPart[] {
  return unknownKeys('member', file, keys, ROOT_KEYS);
}

/** @param prefix - What the keys are of, such as `runs`. */
export function unknownKeys(
  kind: UnknownPart['kind'],
  file: string,
  keys: Iterable<string>,
  known: ReadonlySet<string>,
  prefix = '',
): UnknownPart[] {
  return [...keys]
    .filter((key) => !known.has(key))
    .map((key) => ({ kind, file, place: prefix === '' ? key : `${prefix}.${key}` }));
}
