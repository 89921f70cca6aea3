import { writeFlatWorkflow } from '../../electron/persistence/flat-writing/write-flat.ts';
import { buildLaterStudy } from '../../electron/sample/later-workflow.ts';
import { SAMPLE_STUDY } from '../../electron/sample/sample-study.ts';

/** A string that would run a script if it ever were markup. Without dots or slashes: it is part of names. */
export const MARKUP = '<img src=x onerror=hacked()>';

/** What scientists name; each gets {@link MARKUP} behind it, everywhere. */
const NAMES = ['simulate_VE_loading', 'VE_response', 'damask_env', 'node101', 'copper', 'MatFlow'];

/** Names that every object of JavaScript has, or takes for its own. */
export const OBJECT_NAMES = ['__proto__', 'constructor', 'toString'];

/** Lines for every log: markup, a link of terminals, titles, cursor movements, a script. */
const LOG_LINES = [
  '<script>hacked()</script>',
  '<svg onload=hacked()><a href="javascript:hacked()">details</a></svg>',
  '\u001b]8;;javascript:hacked()\u0007a link of terminals\u001b]8;;\u0007',
  '\u001b]0;another title\u0007\u001b[2J\u001b[1;1Hcleared',
  '',
].join('\n');

/**
 * The sample as somebody would make it who wants to get at its reader: markup in names, values and
 * logs, and dictionaries whose keys are names that objects have of their own.
 *
 * @param path - Of the new workflow folder.
 */
export async function writeHostileStudy(path: string): Promise<void> {
  const study = spoiled(buildLaterStudy(SAMPLE_STUDY, `study ${MARKUP}`));
  const files = new Map(
    [...(study.files ?? [])].map(([key, text]) => [
      key,
      /std|\.(out|err|log)/.test(key) ? LOG_LINES + text : text,
    ]),
  );
  const parameters = study.parameters.map((parameter) => {
    if (!(parameter.value instanceof Map)) return parameter;
    const own = OBJECT_NAMES.map((name) => [name, new Map([['polluted', MARKUP]])] as const);
    return { ...parameter, value: new Map([...parameter.value, ...own]) };
  });
  await writeFlatWorkflow(path, { ...study, files, parameters }, 'gen4', 'zarr', {
    isSynced: false,
  });
}

/** The same data with all names spoiled, in keys and values alike, so that it still holds together. */
function spoiled<T>(value: T): T;
function spoiled(value: unknown): unknown {
  if (typeof value === 'string') {
    return NAMES.reduce((text, name) => text.replaceAll(name, `${name}${MARKUP}`), value);
  }
  if (Array.isArray(value)) return value.map((item) => spoiled(item));
  if (value instanceof Map) {
    return new Map([...value].map(([key, item]) => [spoiled(key), spoiled(item)]));
  }
  if (typeof value === 'object' && value !== null && value.constructor === Object) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, spoiled(item)]));
  }
  return value;
}
