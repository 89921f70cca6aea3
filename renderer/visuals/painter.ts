/** What a picture is drawn with: a canvas on the screen, or SVG for a file. Lengths are CSS px. */
export interface Painter {
  rect(box: Box, style: BoxStyle): void;
  /** `x0, y0, x1, y1 …`; a NaN ends a line, and the next number begins another. */
  line(points: ArrayLike<number>, style: LineStyle): void;
  /** A filled outline. */
  area(points: ArrayLike<number>, fill: string): void;
  circle(x: number, y: number, radius: number, style: BoxStyle): void;
  text(text: string, x: number, y: number, style: TextStyle): void;
  /** Pixels drawn as squares, never smoothed. */
  image(image: PixelImage, box: Box): void;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface BoxStyle {
  readonly fill?: string | undefined;
  readonly stroke?: string | undefined;
  readonly lineWidth?: number | undefined;
}

export interface LineStyle {
  readonly stroke: string;
  readonly lineWidth: number;
  readonly opacity?: number | undefined;
  readonly dash?: readonly number[] | undefined;
}

export interface TextStyle {
  readonly fill: string;
  readonly sizePx?: number | undefined;
  readonly anchor?: 'start' | 'middle' | 'end' | undefined;
  readonly isStrong?: boolean | undefined;
  /** Reads upwards. */
  readonly isTurned?: boolean | undefined;
  /** A border around the letters, for text over a picture. */
  readonly halo?: string | undefined;
}

/** `rgba` has four bytes per pixel, row by row. */
export interface PixelImage {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** Text on axes. */
export const AXIS_PX = 10;
export const LABEL_PX = 11;

export interface FigureSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Colours of the theme in use. */
export interface ChartTheme {
  readonly font: string;
  readonly surface: string;
  readonly text: string;
  readonly textSecondary: string;
  readonly axis: string;
  readonly grid: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly nan: string;
  readonly accent: string;
  readonly band: string;
  /** In the order they are used. */
  readonly series: readonly string[];
}

/** Draws a picture at a size. Everything it needs comes with it. */
export type Drawing = (painter: Painter, size: FigureSize, theme: ChartTheme) => void;
