import Anser from 'anser';

/** A part of a line with one look. */
export interface AnsiSpan {
  readonly text: string;
  /** `red`, `bright-blue`, … as terminals name them; colours beyond these sixteen are left out. */
  readonly colour?: string | undefined;
  readonly background?: string | undefined;
  readonly isBold: boolean;
  readonly isDim: boolean;
  readonly isItalic: boolean;
  readonly isUnderlined: boolean;
}

const ESCAPE = '\u001b';
/** Titles and links of terminals (`ESC ] … BEL`), which the parser does not know. */
const OPERATING_SYSTEM_COMMAND = new RegExp(
  `${ESCAPE}\\][^\u0007${ESCAPE}]*(?:\u0007|${ESCAPE}\\\\)`,
  'g',
);

/** Parts of a line by their ANSI codes; other codes of terminals are left out. */
export function ansiSpans(line: string): AnsiSpan[] {
  if (!line.includes(ESCAPE)) return line === '' ? [] : [plain(line)];
  const text = line.replace(OPERATING_SYSTEM_COMMAND, '');
  return Anser.ansiToJson(text, { json: true, remove_empty: true, use_classes: true }).map(
    ({ content, fg, bg, decorations }) => ({
      text: content.replaceAll(ESCAPE, ''),
      colour: named(fg),
      background: named(bg),
      isBold: decorations.includes('bold'),
      isDim: decorations.includes('dim'),
      isItalic: decorations.includes('italic'),
      isUnderlined: decorations.includes('underline'),
    }),
  );
}

/** A line without its codes. */
export function withoutAnsi(line: string): string {
  return ansiSpans(line)
    .map(({ text }) => text)
    .join('');
}

function named(name: string | null): string | undefined {
  return /^ansi-((?:bright-)?[a-z]+)$/.exec(name ?? '')?.[1];
}

function plain(text: string): AnsiSpan {
  return { text, isBold: false, isDim: false, isItalic: false, isUnderlined: false };
}
