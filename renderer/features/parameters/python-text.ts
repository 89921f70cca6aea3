import type { Identity } from '../../../shared/contract/documents.ts';
import type { ValuePlace } from './value-place.ts';

interface PythonPlace {
  readonly identity: Identity;
  readonly taskName: string;
  readonly element: number;
  readonly iteration: number;
  readonly place: ValuePlace;
}

/** Python that reads a value with the application that wrote the workflow. */
export function pythonText({ identity, taskName, element, iteration, place }: PythonPlace): string {
  const isMatflow = identity.appName?.toLowerCase() === 'matflow';
  const [from, name] = isMatflow ? ['matflow', 'mf'] : ['hpcflow.app', 'hf'];
  const steps = place.path.map((step) => `[${pythonLiteral(step)}]`).join('');
  return [
    `import ${from} as ${name}`,
    '',
    `wk = ${name}.Workflow(${pythonLiteral(identity.path)})`,
    `it = wk.tasks[${pythonLiteral(taskName)}].elements[${element}].iterations[${iteration}]`,
    `value = it.get(${pythonLiteral(place.entry)})${steps}`,
    '',
  ].join('\n');
}

/** Text in double quotes, as Python reads it. */
function pythonLiteral(step: string | number): string {
  if (typeof step === 'number') return String(step);
  // JSON escapes as Python does, but for characters beyond the basic plane, which stay as they are.
  return JSON.stringify(step);
}
