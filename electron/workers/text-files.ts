import { AppException } from '../../shared/contract/errors.ts';
import type { CallContext, Handlers } from '../../shared/contract/handlers.ts';
import type { FileSource } from '../files/file-source.ts';
import { type Breathe, TextFile } from '../files/text/text-file.ts';

/** Files whose line numbers are kept. */
const MAX_KEPT = 20;

type TextProcedures = 'texts.readEnd' | 'texts.countLines' | 'texts.readLines' | 'texts.search';

/** The procedures that read text files of a workflow: logs and scripts. */
export function textHandlers(source: FileSource): Handlers<TextProcedures> {
  const kept = new Map<string, TextFile>();
  const textFile = (key: string): TextFile => {
    const file = kept.get(key) ?? new TextFile(source, key);
    kept.delete(key);
    kept.set(key, file);
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    return file;
  };
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

function breathing({ signal, reportProgress }: CallContext, phase?: string): Breathe {
  return (done, total) => {
    if (signal.aborted) {
      throw new AppException({ code: 'cancelled', message: 'Reading was cancelled.' });
    }
    if (phase !== undefined) reportProgress({ phase, done, total });
  };
}
