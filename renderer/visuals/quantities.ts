import type { ArrayInfo } from '../../shared/contract/values.ts';

/** An array, as far as a picture is chosen by it. */
export interface ArraySubject {
  /** Last key on the way to it, such as `quaternions`. */
  readonly name: string;
  /** The whole way, in lower case, such as `outputs.volume_element.orientations.quaternions`. */
  readonly path: string;
  readonly info: ArrayInfo;
}

/** A number made of an item, or of the last dimensions: what a picture shows of an array. */
export interface Quantity {
  readonly id: string;
  readonly label: string;
  readonly unit?: string | undefined;
  /** Last dimensions that are taken whole. */
  readonly componentDims: number;
  /** Numbers each is made of. */
  readonly parts: number;
  readonly of: (numbers: ArrayLike<number>, start: number) => number;
  /** Angles: the two ends of the range are the same. */
  readonly cycle?: { readonly min: number; readonly max: number } | undefined;
}

const VALUE: Quantity = {
  id: 'value',
  label: 'Value',
  componentDims: 0,
  parts: 1,
  of: (numbers, start) => numbers[start] ?? Number.NaN,
};

const part = (numbers: ArrayLike<number>, at: number): number => numbers[at] ?? Number.NaN;

const COMPLEX: readonly Quantity[] = [
  {
    id: 'amplitude',
    label: 'Amplitude',
    componentDims: 0,
    parts: 2,
    of: (numbers, start) => Math.hypot(part(numbers, start), part(numbers, start + 1)),
  },
  {
    id: 'phase',
    label: 'Phase',
    unit: 'rad',
    componentDims: 0,
    parts: 2,
    of: (numbers, start) => Math.atan2(part(numbers, start + 1), part(numbers, start)),
    cycle: { min: -Math.PI, max: Math.PI },
  },
  { id: 'real', label: 'Real part', componentDims: 0, parts: 2, of: part },
  {
    id: 'imaginary',
    label: 'Imaginary part',
    componentDims: 0,
    parts: 2,
    of: (numbers, start) => part(numbers, start + 1),
  },
];

/** Invariants of a 3 × 3 tensor. */
function tensorQuantities(isStrain: boolean): readonly Quantity[] {
  const factor = isStrain ? 2 / 3 : 3 / 2;
  const tensor = { componentDims: 2, parts: 9 };
  return [
    {
      ...tensor,
      id: 'von-mises',
      label: isStrain ? 'Von Mises strain' : 'Von Mises',
      of: (numbers, start) => Math.sqrt(factor * deviatorSquared(numbers, start)),
    },
    { ...tensor, id: 'trace', label: 'Trace', of: traceOf },
    {
      ...tensor,
      id: 'norm',
      label: 'Frobenius norm',
      of: (numbers, start) => {
        let squares = 0;
        for (let at = start; at < start + 9; at += 1) squares += part(numbers, at) ** 2;
        return Math.sqrt(squares);
      },
    },
  ];
}

function traceOf(numbers: ArrayLike<number>, start: number): number {
  return part(numbers, start) + part(numbers, start + 4) + part(numbers, start + 8);
}

/** Double contraction of the symmetric deviator with itself. */
function deviatorSquared(numbers: ArrayLike<number>, start: number): number {
  const mean = traceOf(numbers, start) / 3;
  let squares = 0;
  for (let row = 0; row < 3; row += 1) {
    for (let column = 0; column < 3; column += 1) {
      const one = part(numbers, start + row * 3 + column);
      const other = part(numbers, start + column * 3 + row);
      const symmetric = (one + other) / 2 - (row === column ? mean : 0);
      squares += symmetric * symmetric;
    }
  }
  return squares;
}

/** Of a unit quaternion with its real part first, as DAMASK and damask-parse write them. */
const ROTATION_ANGLE: Quantity = {
  id: 'rotation-angle',
  label: 'Rotation angle',
  unit: '°',
  componentDims: 1,
  parts: 4,
  of: (numbers, start) => {
    const real = Math.abs(part(numbers, start));
    const rest = Math.hypot(
      part(numbers, start + 1),
      part(numbers, start + 2),
      part(numbers, start + 3),
    );
    return (2 * Math.atan2(rest, real) * 180) / Math.PI;
  },
};

export function isComplex({ info }: ArraySubject): boolean {
  return info.dtypeName.startsWith('complex');
}

/** Whether items are numbers or truth values: what can be drawn. */
export function isDrawable({ info }: ArraySubject): boolean {
  return /^(u?int|float|complex)\d+$|^bool$/.test(info.dtypeName);
}

export function isTensor({ info: { shape } }: ArraySubject): boolean {
  return shape.length >= 3 && shape.at(-1) === 3 && shape.at(-2) === 3;
}

export function isQuaternion({ info: { shape }, path }: ArraySubject): boolean {
  return shape.length >= 2 && shape.at(-1) === 4 && /quat|orient/.test(path);
}

/** Numbers that name things: grains, phases, materials. */
export function isCategorical({ info, path }: ArraySubject): boolean {
  const isWhole = /^u?int\d+$|^bool$/.test(info.dtypeName);
  return isWhole && /material|grain|phase|(^|[._])ids?($|[._])|idx|index|label/i.test(path);
}

/** What can be shown of an array, the plain values first. */
export function quantitiesOf(subject: ArraySubject): readonly Quantity[] {
  if (isComplex(subject)) return COMPLEX;
  if (isTensor(subject)) {
    return [VALUE, ...tensorQuantities(/strain|epsilon|(^|[._])eps/.test(subject.path))];
  }
  return isQuaternion(subject) ? [VALUE, ROTATION_ANGLE] : [VALUE];
}

/** Dimensions that a quantity leaves to be laid out. */
export function spatialDims(subject: ArraySubject, quantity: Quantity): number {
  return subject.info.shape.length - quantity.componentDims;
}
