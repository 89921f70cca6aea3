/**
 * Colour maps: even stops between which is interpolated. viridis, cividis and twilight are
 * matplotlib's (CC0); vik is one of Fabio Crameri's scientific colour maps (MIT,
 * doi.org/10.5281/zenodo.1243862). No rainbow: it shows steps where the data has none.
 */
export interface ColourMap {
  readonly name: string;
  /** Diverging maps are centred on zero, cyclic ones span one turn, categories have no order. */
  readonly kind: 'sequential' | 'diverging' | 'cyclic' | 'categorical';
  readonly stops: readonly string[];
}

const VIRIDIS =
  '440154 470d60 48186a 482374 472d7b 453681 424086 3f4989 3b528b 375a8d 33638d 2f6a8e 2c728e 297a8e 26818e 23898e 21908c 1f988b 1f9f88 21a685 28ae80 31b57b 3ebc74 4cc26c 5dc963 6ece58 82d34c 96d83f abdc32 c0df24 d5e21a eae51a fde725';
const CIVIDIS =
  '00224e 00285b 002e6a 043371 1a386f 273e6e 32436d 3b496c 434e6c 4b546c 52596d 5a5f6e 61656f 686a71 6f7073 757676 7c7b78 848179 8b8778 938d78 9b9376 a39a75 aba072 b3a670 bbad6c c3b469 ccba64 d4c15f ddc958 e6d051 efd748 f8df3c fee838';
const TWILIGHT =
  'e2d9e2 dbd9df d1d4da c3ced4 b3c6ce a3beca 94b4c7 87abc4 7ba1c2 7297c1 6b8cbf 6581bd 6275ba 6069b7 5f5db2 5e51ad 5e44a5 5c379c 592a8f 552080 4e186e 45135c 3c114c 351140 2f1437 361138 3f113c 4b1342 581647 66194c 741e4f 812450 8d2b50 983550 a23f50 aa4a50 b25652 b86255 be6f5b c27c62 c6896c c99679 cca388 cfaf99 d3bbab d8c6bd ddd0ce e0d6da e2d9e2';
const VIK =
  '001261 011b67 02236c 022b71 023376 033c7c 034481 054d87 06568c 0e5f92 156798 22729f 307da6 3f88ad 4e92b4 609dbc 71a8c4 83b3cb 94bed2 a3c8d9 b3d1df c4dae4 d5e3e9 e1e4e5 ece5e0 ebdcd2 ead3c5 e8cab8 e4c0aa e0b69d dbab8f d7a182 d29674 cf8e68 cb855c c77c50 c37243 be6837 b95e2b b2521f a94512 9d3a0e 922e09 872406 7e1c06 751507 6b0e07 620708 590008';
/** Neighbours differ in lightness as well as in hue; edges are drawn between categories besides. */
const CATEGORIES =
  '4477aa ddaa33 228833 cc6677 88ccee 882255 bbcc33 332288 ee8866 44aa99 dddddd 77604a';

export const COLOUR_MAPS = [
  { name: 'viridis', kind: 'sequential', stops: VIRIDIS.split(' ') },
  { name: 'cividis', kind: 'sequential', stops: CIVIDIS.split(' ') },
  { name: 'grey', kind: 'sequential', stops: ['000000', 'ffffff'] },
  { name: 'vik', kind: 'diverging', stops: VIK.split(' ') },
  { name: 'twilight', kind: 'cyclic', stops: TWILIGHT.split(' ') },
  { name: 'categories', kind: 'categorical', stops: CATEGORIES.split(' ') },
] as const satisfies readonly ColourMap[];

export type ColourMapName = (typeof COLOUR_MAPS)[number]['name'];

export function colourMap(name: ColourMapName): ColourMap {
  return COLOUR_MAPS.find((map) => map.name === name) ?? COLOUR_MAPS[0];
}

/** Colours of a table: enough that no step of it is seen. */
export const TABLE_SIZE = 1024;

type Rgb = readonly [number, number, number];

function rgbOf(hex: string): Rgb {
  const at = (start: number): number => Number.parseInt(hex.slice(start, start + 2), 16);
  return [at(0), at(2), at(4)];
}

/** {@link TABLE_SIZE} colours of a map as `r, g, b` bytes, its beginning first. */
export function colourTable(name: ColourMapName, isReversed = false): Uint8Array {
  const stops = colourMap(name).stops.map(rgbOf);
  const table = new Uint8Array(TABLE_SIZE * 3);
  for (let at = 0; at < TABLE_SIZE; at += 1) {
    const share = at / (TABLE_SIZE - 1);
    const place = (isReversed ? 1 - share : share) * (stops.length - 1);
    const low = Math.floor(place);
    const from = stops[low] ?? [0, 0, 0];
    const to = stops[Math.min(stops.length - 1, low + 1)] ?? from;
    for (let part = 0; part < 3; part += 1) {
      const start = from[part] ?? 0;
      table[at * 3 + part] = Math.round(start + ((to[part] ?? 0) - start) * (place - low));
    }
  }
  return table;
}

const CATEGORY_RGB = CATEGORIES.split(' ').map(rgbOf);

/** Colour of a category: the same number has the same colour in every picture. */
export function categoryColour(value: number): Rgb {
  const count = CATEGORY_RGB.length;
  return CATEGORY_RGB[((Math.round(value) % count) + count) % count] ?? [0, 0, 0];
}

export function cssColour(red: number, green: number, blue: number): string {
  return `rgb(${red} ${green} ${blue})`;
}
