import { decode, pageCount, type TiffIfd } from 'tiff';

/** One page of a TIFF file as pixels. */
export interface TiffPage {
  readonly width: number;
  readonly height: number;
  /** `r, g, b, a` bytes, row by row. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly pages: number;
  /** What was done to show it, such as `16 bit, shown from 12 to 4095`. */
  readonly note: string;
}

/** Larger pictures would take the memory of the page. */
const MOST_PIXELS = 64_000_000;
/** Tag 262, `PhotometricInterpretation`: 0 is white, palette colours. */
const WHITE_IS_ZERO = 0;
const PALETTE = 3;

/**
 * One page of a TIFF file (TIFF 6.0): grey, RGB and palette, of 1 to 16 bits or floating point, packed or
 * not, in strips or tiles, as the library reads them. Grey of more than 8 bits is spread over its range.
 *
 * @param page - From 0.
 * @throws {Error} With a sentence for people, when there is no such page or it cannot be read.
 */
export function tiffPage(bytes: Uint8Array, page: number): TiffPage {
  const pages = pageCount(bytes);
  const [facts] = decode(bytes, { ignoreImageData: true, pages: [page] });
  if (facts === undefined) throw new Error(`It has no page ${page + 1}.`);
  const { width, height } = facts;
  if (!(width > 0 && height > 0)) throw new Error('It says no width or no height.');
  if (width * height > MOST_PIXELS) {
    throw new Error(`Its ${width} × ${height} pixels are too many to be drawn.`);
  }
  const [found] = decode(bytes, { pages: [page] });
  if (found === undefined) throw new Error(`It has no page ${page + 1}.`);
  return { width, height, ...pixelsOf(found), pages };
}

function pixelsOf(page: TiffIfd): Pick<TiffPage, 'rgba' | 'note'> {
  const { width, height, data, palette, type } = page;
  const count = width * height;
  const samples = Math.max(1, Math.floor(data.length / count));
  if (data.length < count) throw new Error('It holds fewer pixels than it says.');
  const rgba = new Uint8ClampedArray(count * 4);
  const bits = page.bitsPerSample;
  if (type === PALETTE && palette !== undefined) {
    for (let at = 0; at < count; at += 1) {
      const [red, green, blue] = palette[data[at] ?? 0] ?? [0, 0, 0];
      // Palettes are of 16 bits.
      rgba.set([red >> 8, green >> 8, blue >> 8, 255], at * 4);
    }
    return { rgba, note: `palette of ${palette.length} colours` };
  }
  const isGrey = samples < 3;
  const range = bits === 8 ? { min: 0, max: 255 } : rangeOf(data, isGrey, bits);
  const scale = range.max > range.min ? 255 / (range.max - range.min) : 0;
  const isInverted = isGrey && type === WHITE_IS_ZERO;
  const hasAlpha = samples === 2 || samples === 4;
  const alphaScale = bits === 16 ? 255 / 65_535 : 1;
  for (let at = 0; at < count; at += 1) {
    const from = at * samples;
    for (let part = 0; part < 3; part += 1) {
      const value = ((data[from + (isGrey ? 0 : part)] ?? 0) - range.min) * scale;
      rgba[at * 4 + part] = isInverted ? 255 - value : value;
    }
    rgba[at * 4 + 3] = hasAlpha ? (data[from + samples - 1] ?? 255) * alphaScale : 255;
  }
  const kind = `${bits} bit ${isGrey ? 'grey' : 'RGB'}`;
  return {
    rgba,
    note: bits > 8 && isGrey ? `${kind}, shown from ${range.min} to ${range.max}` : kind,
  };
}

/** Of grey, what is there; of colours, all that their bits can say, for else they would change. */
function rangeOf(
  data: ArrayLike<number>,
  isGrey: boolean,
  bits: number,
): { readonly min: number; readonly max: number } {
  if (!isGrey && bits <= 16) return { min: 0, max: 2 ** bits - 1 };
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < data.length; at += 1) {
    const value = data[at] ?? Number.NaN;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min > max ? { min: 0, max: 0 } : { min, max };
}
