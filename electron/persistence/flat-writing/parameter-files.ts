import { arrayFiles } from '../array-write.ts';
import { encodeParameter } from '../encode-parameter.ts';
import { ZARR_PATHS } from '../flat/formats.ts';
import type { PyDict, PyValue } from '../values.ts';
import { folderStep, newFileStep, type WriteStep } from '../write-plan.ts';
import { GROUP } from '../zarr-metadata.ts';
import type { FlatWorkflowParameter } from './flat-workflow.ts';
import type { FlatLayout } from './layouts.ts';
import { objectRows } from './object-array-files.ts';

const SOURCES_PER_CHUNK = 1000;

/** `parameters` of a Zarr store (FORMATS §13.5, GEN4 §9). */
export async function parameterFiles(
  parameters: readonly FlatWorkflowParameter[],
  layout: FlatLayout,
): Promise<WriteStep[]> {
  const { base, sources, arrays } = ZARR_PATHS;
  const steps = [
    folderStep('parameters'),
    newFileStep('parameters/.zgroup', GROUP),
    folderStep(arrays),
    newFileStep(`${arrays}/.zgroup`, GROUP),
  ];
  const rows: (PyValue | undefined)[] = [];
  for (const [id, parameter] of parameters.entries()) {
    if (parameter.file !== undefined || parameter.value === undefined) {
      rows.push(fileValue(parameter));
      continue;
    }
    const { encoded, arrays: own } = encodeParameter(parameter.value, { isEarly: false });
    rows.push(encoded);
    if (own.length === 0) continue;
    const group = `${arrays}/param_${id}`;
    steps.push(folderStep(group), newFileStep(`${group}/.zgroup`, GROUP));
    for (const [number, array] of own.entries()) {
      const path = `${group}/arr_${number}`;
      const whole = array.shape.map((length) => Math.max(1, length));
      const options = layout.hasWholeArrays ? { chunks: whole } : {};
      steps.push(folderStep(path));
      for (const { name, bytes } of await arrayFiles(array, options)) {
        steps.push(newFileStep(`${path}/${name}`, bytes));
      }
    }
  }
  const allSources = parameters.map(({ source }) => source);
  return [
    ...steps,
    ...(await objectRows(base, rows, { chunkRows: 1, isNested: false })),
    ...(await objectRows(sources, allSources, { chunkRows: SOURCES_PER_CHUNK, isNested: false })),
  ];
}

/** Parameters as the JSON store has them: 0 for one that is not set (GEN4 §6.3). */
export function parameterDocument(parameters: readonly FlatWorkflowParameter[]): PyDict {
  const data = parameters.map((parameter, id): [string, PyValue] => {
    const { value, file } = parameter;
    const isValue = file === undefined && value !== undefined;
    const encoded = isValue ? encodeParameter(value, undefined).encoded : fileValue(parameter);
    return [String(id), encoded ?? 0];
  });
  const sources = parameters.map(({ source }, id): [string, PyValue] => [String(id), source]);
  return new Map([
    ['data', new Map(data)],
    ['sources', new Map(sources)],
  ]);
}

function fileValue({ file }: FlatWorkflowParameter): PyDict | undefined {
  return file === undefined ? undefined : new Map([['file', file]]);
}
