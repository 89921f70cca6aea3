import type { CodeLanguage, FileFacts, FileView } from '../../shared/contract/file-views.ts';

/** As many bytes of the start as {@link fileKind} looks at. */
export const KIND_BYTES = 4096;

type Kind = Omit<FileFacts, 'sizeBytes'>;

interface Magic {
  readonly kind: string;
  /** Bytes that such a file begins with; a text is taken byte by byte. */
  readonly start: string;
  readonly at?: number;
  readonly view?: FileView;
  readonly mediaType?: string;
}

/** By what they begin with; names may lie. */
const MAGIC: readonly Magic[] = [
  image('PNG image', '\x89PNG\r\n\x1a\n', 'image/png'),
  image('JPEG image', '\xff\xd8\xff', 'image/jpeg'),
  image('GIF image', 'GIF8', 'image/gif'),
  image('BMP image', 'BM', 'image/bmp'),
  { ...image('WebP image', 'WEBP', 'image/webp'), at: 8 },
  image('TIFF image', 'II*\0', 'image/tiff'),
  image('TIFF image', 'MM\0*', 'image/tiff'),
  { kind: 'HDF5 file', start: '\x89HDF\r\n\x1a\n', view: 'hdf5' },
  { kind: 'NumPy array', start: '\x93NUMPY' },
  { kind: 'zip archive', start: 'PK\x03\x04' },
  { kind: 'gzip data', start: '\x1f\x8b' },
  { kind: 'Zstandard data', start: '\x28\xb5\x2f\xfd' },
  { kind: 'xz data', start: '\xfd7zXZ\0' },
  { kind: 'bzip2 data', start: 'BZh' },
  { kind: 'PDF document', start: '%PDF-' },
  { kind: 'ELF program', start: '\x7fELF' },
  { kind: 'Windows program', start: 'MZ' },
  { kind: 'SQLite database', start: 'SQLite format 3\0' },
  { kind: 'NetCDF file', start: 'CDF\x01' },
  { kind: 'NetCDF file', start: 'CDF\x02' },
  { kind: 'tar archive', start: 'ustar', at: 257 },
  { kind: 'MATLAB data', start: 'MATLAB 5.0 MAT-file', view: 'hex' },
  { kind: 'Python pickle', start: '\x80\x04\x95' },
];

function image(kind: string, start: string, mediaType: string): Magic {
  return { kind, start, view: 'image', mediaType };
}

interface TextKind {
  readonly kind: string;
  readonly language?: CodeLanguage;
  readonly view?: FileView;
  readonly mediaType?: string;
}

const SHELL: TextKind = { kind: 'shell script', language: 'shell' };
const PYTHON: TextKind = { kind: 'Python script', language: 'python' };
const YAML: TextKind = { kind: 'YAML document', language: 'yaml', view: 'tree' };
const JSON_TEXT: TextKind = { kind: 'JSON document', language: 'json', view: 'tree' };
const INI: TextKind = { kind: 'settings', language: 'ini' };
const FORTRAN: TextKind = { kind: 'Fortran source', language: 'fortran' };
const CSV: TextKind = { kind: 'table of values', view: 'table' };

/** Texts by the ending of their names. */
const TEXTS: Readonly<Record<string, TextKind>> = {
  sh: SHELL,
  bash: SHELL,
  py: PYTHON,
  pyi: PYTHON,
  yaml: YAML,
  yml: YAML,
  json: JSON_TEXT,
  ipynb: JSON_TEXT,
  geojson: JSON_TEXT,
  ini: INI,
  cfg: INI,
  conf: INI,
  toml: INI,
  f: FORTRAN,
  for: FORTRAN,
  f90: FORTRAN,
  f95: FORTRAN,
  csv: CSV,
  tsv: CSV,
  svg: { kind: 'SVG image', view: 'image', mediaType: 'image/svg+xml' },
  md: { kind: 'Markdown text' },
  log: { kind: 'log' },
};

/**
 * What a file is.
 *
 * @param start - Its first bytes, {@link KIND_BYTES} of them where it has so many.
 */
export function fileKind(name: string, start: Uint8Array): Kind {
  const text = Buffer.from(start.buffer, start.byteOffset, start.byteLength).toString('latin1');
  const magic = MAGIC.find(({ start: bytes, at = 0 }) => text.startsWith(bytes, at));
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  // Short marks that a text may begin with, too.
  const isSure = magic !== undefined && (magic.start.length > 2 || text.includes('\0'));
  if (magic !== undefined && (isSure || !isText(text))) {
    const { kind, view = 'hex', mediaType } = magic;
    return { kind, view, language: 'plain', ...(mediaType === undefined ? {} : { mediaType }) };
  }
  if (!isText(text)) return { kind: 'unknown data', view: 'hex', language: 'plain' };
  const known = TEXTS[ending] ?? byFirstLine(text);
  const { kind = 'text', language = 'plain', view = 'text', mediaType } = known ?? {};
  return { kind, view, language, ...(mediaType === undefined ? {} : { mediaType }) };
}

/** Control characters that logs have: bell, backspace, tab, line ends, form feed, escape. */
const CONTROLS = new Set([7, 8, 9, 10, 11, 12, 13, 27]);
const FIRST_PRINTED = 32;

function isText(bytes: string): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes.charCodeAt(at);
    if (code < FIRST_PRINTED && !CONTROLS.has(code)) return false;
  }
  return true;
}

function byFirstLine(text: string): TextKind | undefined {
  const program = /^#!.*?\b(python|bash|sh|zsh|ksh)[\d.]*\b/.exec(text)?.[1];
  if (program === undefined) return undefined;
  return program === 'python' ? PYTHON : SHELL;
}
