import { createHash } from 'node:crypto';
import { formatJson } from '../persistence/json-write.ts';
import type { PyDict } from '../persistence/values.ts';
import { type Plain, toDict } from './plain.ts';
import type { StudyAction, StudyTask } from './study.ts';

type ComponentType = 'parameters' | 'command_files' | 'environments' | 'task_schemas';

/** The shared parts of a template, by type and hash (FORMATS §11.3). */
export class TemplateComponents {
  readonly #byType: Record<ComponentType, Map<string, PyDict>> = {
    environments: new Map(),
    command_files: new Map(),
    parameters: new Map(),
    task_schemas: new Map(),
  };

  toDict(): PyDict {
    return toDict(this.#byType);
  }

  #add(type: ComponentType, literal: { readonly [key: string]: Plain }): string {
    const component = toDict(literal);
    const hash = createHash('md5')
      .update(formatJson(component, { sortKeys: true }))
      .digest('hex');
    this.#byType[type].set(hash, component);
    return `hash:${hash}`;
  }

  parameter(type: string): string {
    return this.#add('parameters', {
      is_file: false,
      sub_parameters: [],
      type,
      _validation: null,
    });
  }

  commandFile(label: string): string {
    const name = { name: `${label}.txt`, args: null, is_regex: false };
    return this.#add('command_files', { label, name });
  }

  environment(name: string): string {
    const instance = {
      parallel_mode: null,
      num_cores: { start: 1, stop: 32, step: 1 },
      command: name.replace(/_env$/, ''),
    };
    return this.#add('environments', {
      name,
      setup: null,
      specifiers: {},
      executables: [{ label: name.replace(/_env$/, ''), instances: [instance] }],
    });
  }

  /** @param defaultIndex parameter index of the default of each input that has one */
  taskSchema(
    task: StudyTask,
    inputs: readonly string[],
    defaultIndex: ReadonlyMap<string, number>,
  ): string {
    return this.#add('task_schemas', {
      method: task.method ?? null,
      implementation: task.implementation ?? null,
      version: null,
      objective: task.objective,
      inputs: inputs.map((type) => {
        const index = defaultIndex.get(type);
        return {
          group: null,
          where: null,
          parameter: this.parameter(type),
          default_value: index === undefined ? null : this.inputValue(type, index),
          propagation_mode: 'IMPLICIT',
        };
      }),
      outputs: task.outputs.map((type) => ({
        propagation_mode: 'IMPLICIT',
        parameter: this.parameter(type),
      })),
      actions: task.actions.map((action) => this.#action(action)),
    });
  }

  /** A value given in an element set or as a default (FORMATS §11.2). */
  inputValue(type: string, index: number): { readonly [key: string]: Plain } {
    return { parameter: this.parameter(type), path: null, _value: null, _value_group_idx: index };
  }

  #action(action: StudyAction): Plain {
    const reads = (action.reads ?? []).map((label) => this.commandFile(label));
    const writes = (action.writes ?? []).map((label) => this.commandFile(label));
    return {
      script: null,
      _from_expand: true,
      commands: [
        {
          command: action.command,
          arguments: null,
          stdout:
            action.kind === 'main' && action.outputs[0]
              ? `<<parameter:${action.outputs[0]}>>`
              : null,
          stderr: null,
          stdin: null,
        },
      ],
      input_file_generators:
        action.kind === 'input-file-generator'
          ? writes.map((file) => ({
              script: action.script,
              environment: null,
              input_file: file,
              from_inputs: action.inputs.map((type) => this.parameter(type)),
            }))
          : [],
      output_file_parsers:
        action.kind === 'output-file-parser'
          ? action.outputs.map((type) => ({
              script: action.script,
              environment: null,
              inputs: null,
              options: null,
              output: this.parameter(type),
              from_files: reads,
            }))
          : [],
      // A file that is made from inputs is an input file of the program; what a program leaves is an output file.
      input_files:
        action.kind === 'input-file-generator' ? writes : action.kind === 'main' ? reads : [],
      output_files:
        action.kind === 'main' ? writes : action.kind === 'output-file-parser' ? reads : [],
      environments: [
        { scope: { kwargs: {}, type: 'ANY' }, environment: this.environment(action.environment) },
      ],
      rules: [],
    };
  }
}
