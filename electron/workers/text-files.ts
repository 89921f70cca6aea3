import type { Handlers } from '../../shared/contract/handlers.ts';
import type { FileSource } from '../files/file-source.ts';
import { TextFile } from '../files/text/text-file.ts';
import { breathing } from './breathing.ts';
import { Kept } from './kept.ts';

/** Files whose line numbers are kept. */
const MAX_KEPT = 20;

type TextProcedures = 'texts.readEnd' | 'texts.countLines' | 'texts.readLines' | 'texts.search';

/** The procedures that read text files of a workflow: logs and scripts. */
export function textHandlers(source: FileSource): Handlers<TextProcedures> {
  const kept = new Kept<TextFile>(MAX_KEPT);
  const textFile = (key: string): TextFile => kept.get(key, () => new TextFile(source, key));
  return {
    'texts.readEnd': ({ key, lineCount }, context) =>
      textFile(key).readEnd(lineCount, breathing(context)),
    'texts.countLines': ({ key }, context) =>
      textFile(key).countLines(breathing(context, 'Counting lines')),
    'texts.readLines': async ({ key, start, count }, context) => ({
      lines: await textFile(key).readLines(start, start + count, breathing(context)),
    }),
    'texts.search': ({ key, text, isCaseSensitive, from }, context) =>
      textFile(key).search(text, from, isCaseSensitive, breathing(context, 'Searching')),
  };
}
