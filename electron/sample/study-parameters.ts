import type { PyValue } from '../persistence/values.ts';
import { toDict } from './plain.ts';

/** Numbers parameters as they are made; position = parameter index. */
export class StudyParameters {
  readonly list: { source: ReturnType<typeof toDict>; value?: PyValue }[] = [];

  /** @returns the index of the new parameter */
  add(source: Readonly<Record<string, PyValue>>, value?: PyValue): number {
    const sorted = Object.fromEntries(Object.entries(source).sort(([a], [b]) => (a < b ? -1 : 1)));
    return (
      this.list.push({ source: toDict(sorted), ...(value === undefined ? {} : { value }) }) - 1
    );
  }

  valueOf(index: number): PyValue | undefined {
    return this.list[index]?.value;
  }

  set(index: number, value: PyValue): void {
    const parameter = this.list[index];
    if (parameter !== undefined) parameter.value = value;
  }

  /** A resource map of GEN1: every key present (FORMATS §6.4). */
  static resources(given: Readonly<Record<string, PyValue>> = {}): PyValue {
    return toDict({
      scratch: null,
      num_cores: null,
      scheduler: null,
      shell: null,
      use_job_array: null,
      time_limit: null,
      scheduler_options: null,
      scheduler_args: null,
      shell_args: null,
      os_name: null,
      ...given,
    });
  }
}
