import type { DataReference } from '../generations/data-index.ts';
import type { PyValue } from '../persistence/values.ts';
import type { WorkflowData } from './workflow-data.ts';

/** Value of a parameter, or the list of those of a group; `undefined` when one is not set. */
export async function referenceValue(
  data: WorkflowData,
  reference: DataReference,
): Promise<PyValue | undefined> {
  if (typeof reference === 'number') {
    const [isSet, value] = await data.parameter(reference);
    return isSet ? value : undefined;
  }
  const values: PyValue[] = [];
  for (const parameter of reference) {
    const [isSet, value] = await data.parameter(parameter);
    if (!isSet) return undefined;
    values.push(value);
  }
  return values;
}
