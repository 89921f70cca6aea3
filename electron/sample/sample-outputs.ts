import { isDict, isList, PyFloat, PyTuple, type PyValue } from '../persistence/values.ts';
import { MemoryArray } from './memory-array.ts';
import { toDict } from './plain.ts';
import { randomNumbers } from './random.ts';
import type { OutputPlace } from './study.ts';

const INCREMENTS = 60;

/** What each task of the sample makes, with the shape of MatFlow's own values. */
export function sampleOutput(output: OutputPlace): PyValue {
  switch (output.type) {
    case 'microstructure_seeds':
      return microstructureSeeds(output);
    case 'volume_element':
      return volumeElement(output);
    case 'VE_response':
      return response(output);
    default:
      return hardeningParameters(output);
  }
}

function numberOf(value: PyValue | undefined, otherwise: number): number {
  if (value instanceof PyFloat) return value.value;
  return typeof value === 'number' ? value : otherwise;
}

function member(value: PyValue | undefined, key: string): PyValue | undefined {
  return isDict(value) ? value.get(key) : undefined;
}

function arrayOf(value: PyValue | undefined): MemoryArray {
  if (value instanceof MemoryArray) return value;
  throw new TypeError('the sample expects an array here');
}

function microstructureSeeds({ inputOf }: OutputPlace): PyValue {
  const grains = numberOf(inputOf('num_grains'), 1);
  const seed = numberOf(inputOf('random_seed'), 0);
  const texture = String(inputOf('texture'));
  const random = randomNumbers(seed * 7919 + grains * 31 + (texture.codePointAt(1) ?? 0));
  return toDict({
    position: new MemoryArray('<f8', [grains, 3], (at) => random() * (at % 3 === 2 ? 0.125 : 1)),
    box_size: inputOf('VE_size') ?? null,
    texture,
    random_seed: seed,
    phase_label: inputOf('phase_label') ?? null,
  });
}

/** Distance along one axis of a periodic box of size 1. */
function periodic(distance: number): number {
  return distance - Math.round(distance);
}

function volumeElement({ inputOf }: OutputPlace): PyValue {
  const seeds = arrayOf(member(inputOf('microstructure_seeds'), 'position'));
  const grains = seeds.shape[0] ?? 0;
  const grid = gridOf(inputOf('VE_grid_size'));
  const [nx, ny, nz] = grid;
  const nearest = (at: number): number => {
    const [x, y, z] = [Math.floor(at / (ny * nz)), Math.floor(at / nz) % ny, at % nz];
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let grain = 0; grain < grains; grain += 1) {
      const dx = periodic((x + 0.5) / nx - (seeds.data[grain * 3] ?? 0));
      const dy = periodic((y + 0.5) / ny - (seeds.data[grain * 3 + 1] ?? 0));
      const dz = (z + 0.5) / (nz * 8) - (seeds.data[grain * 3 + 2] ?? 0);
      const distance = dx * dx + dy * dy + dz * dz;
      if (distance < least) [least, best] = [distance, grain];
    }
    return best;
  };
  const random = randomNumbers(grains * 104_729 + Math.round((seeds.data[0] ?? 0) * 1e6));
  return toDict({
    size: [new PyFloat(1), new PyFloat(1), 0.125],
    grid_size: [...grid],
    element_material_idx: new MemoryArray('<i4', grid, nearest),
    orientations: {
      type: 'quat',
      quaternions: unitQuaternions(grains, random),
      unit_cell_alignment: { x: 'a', y: 'b', z: 'c' },
    },
    phase_labels: ['Al'],
    homog_label: inputOf('homog_label') ?? null,
  });
}

/** Shoemake's uniform random rotations, one per row. */
function unitQuaternions(count: number, random: () => number): MemoryArray {
  let rotation: readonly number[] = [];
  return new MemoryArray('<f8', [count, 4], (at) => {
    if (at % 4 === 0) {
      const [u, v, w] = [random(), random() * 2 * Math.PI, random() * 2 * Math.PI];
      const [a, b] = [Math.sqrt(1 - u), Math.sqrt(u)];
      rotation = [a * Math.sin(v), a * Math.cos(v), b * Math.sin(w), b * Math.cos(w)];
    }
    return rotation[at % 4] ?? 0;
  });
}

/** Pa; elastic up to the yield stress, then a Voce curve. */
function flowStress(strain: number, yieldStress: number): number {
  const elastic = 70e9 * strain;
  const plastic = yieldStress + 60e6 * (1 - Math.exp(-strain / 0.012));
  return Math.min(elastic, plastic);
}

/** Voxels along x, y and z. */
function gridOf(value: PyValue | undefined): readonly [number, number, number] {
  const items = value instanceof PyTuple ? value.items : isList(value) ? value : [];
  const [nx = 1, ny = 1, nz = 1] = items.map(Number);
  return [nx, ny, nz];
}

function response({ element, inputOf }: OutputPlace): PyValue {
  const volume = inputOf('volume_element');
  const grainOf = arrayOf(member(volume, 'element_material_idx'));
  const [nx, ny, nz] = gridOf(member(volume, 'grid_size'));
  const quaternions = arrayOf(member(member(volume, 'orientations'), 'quaternions'));
  const grains = quaternions.shape[0] ?? 1;
  const rate = numberOf(member(inputOf('load_case'), 'target_strain_rate'), 0.001);
  const random = randomNumbers(element + 1);
  const yieldStress = (95e6 + 9e6 * Math.log10(rate / 0.001)) * (1 + 12 / grains);
  const strain = (increment: number) => increment * 0.001;
  const stress = (increment: number) =>
    flowStress(strain(increment), yieldStress) * (1 + 0.004 * (random() - 0.5));
  // Of a grain's stress: how its lattice lies to the load, and a little of where the voxel is.
  const field = (at: number) => {
    const grain = grainOf.data[at * nz] ?? 0;
    const tilt = quaternions.data[grain * 4] ?? 0;
    const wave = Math.sin((at % ny) / 5) * Math.cos(Math.floor(at / ny) / 4);
    return flowStress(0.06, yieldStress) * (1 + 0.35 * tilt + 0.05 * wave);
  };
  return toDict({
    volume_data: {
      vol_avg_equivalent_strain: new MemoryArray('<f8', [INCREMENTS + 1], strain),
      vol_avg_equivalent_stress: new MemoryArray('<f8', [INCREMENTS + 1], stress),
    },
    field_data: {
      sigma_vM: {
        data: new MemoryArray('<f4', [nx, ny], field),
        meta: { unit: 'Pa', increment: INCREMENTS, description: 'von Mises stress at z = 0' },
      },
    },
    num_increments: INCREMENTS,
    has_converged: true,
  });
}

function hardeningParameters({ element, iteration, inputOf }: OutputPlace): PyValue {
  const before = inputOf('hardening_parameters');
  const random = randomNumbers(element * 31 + 5);
  const step = (key: string, target: number) => {
    const now = numberOf(member(before, key), target);
    return now + (target * (0.9 + 0.2 * random()) - now) * 0.6;
  };
  return toDict({
    xi_0_sl: step('xi_0_sl', 31),
    xi_inf_sl: step('xi_inf_sl', 63),
    h_0_sl_sl: step('h_0_sl_sl', 75),
    a_sl: 2.25,
    residual: (0.21 + 0.1 * random()) * 0.42 ** (iteration + 1),
  });
}
