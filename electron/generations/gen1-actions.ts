import type { Action } from '../../shared/contract/documents.ts';
import { isDict, type PyDict, type PyValue } from '../persistence/values.ts';
import { dictOf, listOf, textOf } from './py-access.ts';

/** `template_components`: shared parts of the template, by type and hash (FORMATS §11.3). */
export type Components = PyDict;

/** The component a `hash:<md5>` reference names; `undefined` when it is not there. */
export function componentOf(
  components: Components,
  type: 'parameters' | 'command_files' | 'environments' | 'task_schemas',
  reference: PyValue | undefined,
): PyDict | undefined {
  const text = textOf(reference);
  if (text === undefined) return undefined;
  const found = dictOf(components.get(type)).get(text.replace(/^hash:/, ''));
  return found === undefined ? undefined : dictOf(found);
}

/** Type of a referenced parameter; the reference itself when it cannot be resolved. */
export function parameterType(components: Components, reference: PyValue | undefined): string {
  const type = textOf(componentOf(components, 'parameters', reference)?.get('type'));
  return type ?? textOf(reference) ?? '';
}

/**
 * An expanded action (FORMATS §11.3): its kind follows from whether it has generators or parsers.
 *
 * @param index Position among the actions of all schemas of the task.
 */
export function gen1Action(action: PyDict, index: number, components: Components): Action {
  const generator = dictOf(listOf(action.get('input_file_generators'))[0]);
  const parser = dictOf(listOf(action.get('output_file_parsers'))[0]);
  const kind =
    generator.size > 0 ? 'input-file-generator' : parser.size > 0 ? 'output-file-parser' : 'main';
  const commands = listOf(action.get('commands')).flatMap(
    (command) => textOf(dictOf(command).get('command')) ?? [],
  );
  const script =
    textOf(action.get('script')) ??
    textOf(generator.get('script')) ??
    textOf(parser.get('script')) ??
    textOf(action.get('program_path')) ??
    textOf(action.get('program'));
  const environments = environmentsOf(action, components);
  return {
    index,
    kind,
    label:
      (script === undefined ? undefined : stemOf(script)) ??
      fileLabel(components, generator.get('input_file')) ??
      (parser.size > 0 ? parameterType(components, parser.get('output')) : undefined) ??
      (commands[0] === undefined ? undefined : firstWord(commands[0])) ??
      `action ${index}`,
    commands,
    ...(script === undefined ? {} : { script }),
    ...(environments[0] === undefined ? {} : { environment: environments.join(', ') }),
    ...(action.get('abortable') === true ? { isAbortable: true } : {}),
  };
}

/** Names of the environments; given by name since a163, by reference before (FORMATS §13.8). */
function environmentsOf(action: PyDict, components: Components): string[] {
  const names = listOf(action.get('environments')).flatMap((entry) => {
    const environment = dictOf(entry).get('environment');
    const component = isDict(environment)
      ? environment
      : componentOf(components, 'environments', environment);
    return textOf(component?.get('name')) ?? [];
  });
  return [...new Set(names)];
}

function fileLabel(components: Components, reference: PyValue | undefined): string | undefined {
  return textOf(componentOf(components, 'command_files', reference)?.get('label'));
}

/** Last path component without its extension; of `<<script:sub/name.py>>` too. */
function stemOf(script: string): string {
  const path = script.replace(/^<<script:|>>$/g, '');
  const name = path.split(/[/\\]/).at(-1) ?? path;
  return name.replace(/(?<=.)\.[^.]*$/, '');
}

/** First word of a command: `python` for `<<executable:python>> run.py`. */
function firstWord(command: string): string | undefined {
  const word = /^\s*(?:<<executable:([^>]+)>>|(\S+))/.exec(command);
  return word?.[1] ?? word?.[2];
}
