import type { ArraySubject } from '../../../../renderer/visuals/quantities.ts';
import type { ArrayInfo, ArrayWindow } from '../../../../shared/contract/values.ts';

export function infoOf(dtype: string, dtypeName: string, shape: readonly number[]): ArrayInfo {
  const sizeBytes = shape.reduce((product, length) => product * length, 8);
  return { dtype, dtypeName, shape: [...shape], chunks: [...shape], sizeBytes };
}

/** Items of an array as the host sends them. */
export function arrayWindow(
  dtype: string,
  dtypeName: string,
  shape: readonly number[],
  numbers: NonNullable<ArrayWindow['numbers']>,
): ArrayWindow {
  return { info: infoOf(dtype, dtypeName, shape), shape: [...shape], numbers };
}

export function subjectOf(
  dtype: string,
  dtypeName: string,
  shape: readonly number[],
  path = 'outputs.p2',
): ArraySubject {
  return { name: path.split('.').at(-1) ?? '', path, info: infoOf(dtype, dtypeName, shape) };
}
