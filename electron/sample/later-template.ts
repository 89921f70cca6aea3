import { createHash } from 'node:crypto';
import { formatJson } from '../persistence/json-write.ts';
import { isDict, isList, type PyDict, type PyValue } from '../persistence/values.ts';
import { type Plain, toDict } from './plain.ts';
import type { StudyLoop } from './study.ts';

/** A template and its components as GEN4 has them, made of those of GEN1 (GEN4 §3.5, §16). */
export interface LaterTemplate {
  readonly template: PyDict;
  readonly components: PyDict;
}

export function laterTemplate(
  template: PyDict,
  components: PyDict,
  loops: readonly StudyLoop[],
): LaterTemplate {
  const environments = dictOf(components.get('environments'));
  // What is in a schema has changed, and with it the hash that names it.
  const renamed = new Map<string, string>();
  const schemas = new Map<string, PyValue>();
  for (const [hash, schema] of dictOf(components.get('task_schemas'))) {
    const later = laterSchema(dictOf(schema), environments);
    const text = formatJson(later, { sortKeys: true });
    const laterHash = createHash('md5').update(text).digest('hex');
    renamed.set(`hash:${hash}`, `hash:${laterHash}`);
    schemas.set(laterHash, later);
  }
  return {
    components: new Map(components).set('task_schemas', schemas),
    template: added(template, {
      doc: null,
      config: null,
      env_presets: [],
      environments: null,
      merge_envs: false,
      merge_resources: false,
      source_file: null,
      store_kwargs: {},
      tasks: listOf(template.get('tasks')).map((task) => laterTask(dictOf(task), renamed)),
      loops: loops.map(laterLoop),
    }),
  };
}

function laterLoop({ name, tasks, iterations, endsBelow }: StudyLoop): Plain {
  const rule = endsBelow && {
    path: `outputs.${endsBelow.output}.${endsBelow.member}`,
    condition: { 'value.less_than': endsBelow.limit },
    check_exists: null,
    check_missing: null,
    cast: null,
    doc: null,
  };
  return {
    name,
    task_insert_IDs: tasks,
    num_iterations: iterations,
    non_iterable_parameters: [],
    termination: rule ?? null,
    termination_task_insert_ID: tasks.at(-1) ?? null,
  };
}

function laterTask(task: PyDict, renamed: ReadonlyMap<string, string>): PyDict {
  const later = added(task, {
    id_: task.get('insert_ID') ?? null,
    merge_envs: false,
    output_labels: [],
    schema: listOf(task.get('schemas')).map((hash) => renamed.get(String(hash)) ?? hash),
    element_sets: listOf(task.get('element_sets')).map((set) => laterElementSet(dictOf(set))),
  });
  later.delete('schemas');
  return later;
}

function laterElementSet(set: PyDict): PyDict {
  return added(set, {
    env_preset: null,
    environments: null,
    groups: [],
    repeats: [],
    merge_envs: true,
    multi_path_sequences: null,
    is_creation: true,
    inputs: listOf(set.get('inputs')).map((input) => laterInput(dictOf(input))),
    sequences: listOf(set.get('sequences')).map((item) => laterSequence(dictOf(item))),
  });
}

function laterInput(input: PyDict): PyDict {
  return added(input, { label: '', value_class_method: null, _value_is_obj: false });
}

function laterSequence(sequence: PyDict): PyDict {
  const values = listOf(sequence.get('_values_group_idx'));
  const later = added(sequence, {
    label: '',
    value_class_method: null,
    _values_are_objs: values.map(() => false),
    _values_method: null,
    _values_method_args: null,
  });
  later.delete('is_unused');
  return later;
}

function laterSchema(schema: PyDict, environments: PyDict): PyDict {
  return added(schema, {
    inputs: listOf(schema.get('inputs')).map((item) => {
      const input = dictOf(item);
      const preset = input.get('default_value') ?? null;
      const label = {
        propagation_mode: 'IMPLICIT',
        ...(preset === null
          ? {}
          : { default_value: laterInput(dictOf(preset)), default_value_is_input_value: true }),
      };
      return {
        parameter: input.get('parameter') ?? null,
        multiple: false,
        labels: { '': label },
      };
    }),
    actions: listOf(schema.get('actions')).map((item) => laterAction(dictOf(item), environments)),
    parameter_class_modules: [],
    environment_presets: null,
    web_doc: true,
    doc: null,
  });
}

function laterAction(action: PyDict, environments: PyDict): PyDict {
  const hasFolder = ['input_file_generators', 'output_file_parsers', 'output_files'].some(
    (key) => listOf(action.get(key)).length > 0,
  );
  return added(action, {
    abortable: false,
    requires_dir: hasFolder,
    save_files: [],
    clean_up: [],
    commands: listOf(action.get('commands')).map((command) =>
      added(dictOf(command), { rules: [] }),
    ),
    environments: listOf(action.get('environments')).map((entry) => {
      const hash = String(dictOf(entry).get('environment')).replace(/^hash:/, '');
      const { name = null } = Object.fromEntries(dictOf(environments.get(hash)));
      return added(dictOf(entry), { environment: { name } });
    }),
  });
}

function added(dict: PyDict, more: { readonly [key: string]: Plain }): Map<string, PyValue> {
  return new Map([...dict, ...toDict(more)]);
}

function dictOf(value: PyValue | undefined): PyDict {
  return isDict(value) ? value : new Map();
}

function listOf(value: PyValue | undefined): readonly PyValue[] {
  return isList(value) ? value : [];
}
