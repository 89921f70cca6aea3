export type CodeLanguage = 'plain' | 'yaml' | 'json' | 'shell';
export type CodeTokenKind = 'key' | 'string' | 'literal' | 'comment' | 'plain';

export interface CodeToken {
  readonly text: string;
  readonly kind: CodeTokenKind;
}

const NUMBER = String.raw`-?\b(?:\d[\d_]*\.?\d*(?:[eE][-+]?\d+)?|true|false|null|nan|inf)\b`;
const QUOTED = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'`;

/** What to look for in one line, in order; the first group that matches names the kind. */
const RULES: Readonly<Record<Exclude<CodeLanguage, 'plain'>, RegExp>> = {
  json: new RegExp(
    `(?<key>"(?:[^"\\\\]|\\\\.)*"(?=\\s*:))|(?<string>${QUOTED})|(?<literal>${NUMBER})`,
    'g',
  ),
  yaml: new RegExp(
    `(?<comment>(?:^|(?<=\\s))#.*$)|(?<key>(?<=^[\\s-]*)(?:${QUOTED}|[^\\s#"'\\[\\]{},:-][^#:"']*?)(?=:(?:\\s|$)))|(?<string>${QUOTED})|(?<literal>(?<=[\\s\\[,]|^)${NUMBER}(?=\\s*(?:$|[,\\]}]|#)))`,
    'g',
  ),
  shell: new RegExp(
    `(?<comment>(?:^|(?<=\\s))#.*$)|(?<string>${QUOTED})|(?<key>\\b(?:if|then|else|elif|fi|for|in|do|done|while|case|esac|function|return|export|local|source|exit)\\b)|(?<literal>\\b\\d+\\b)`,
    'g',
  ),
};

/** Longer lines are shown plain: nobody reads their colours. */
const LONGEST_COLOURED = 2000;

/** One line cut into tokens; their texts joined are the line. */
export function codeTokens(line: string, language: CodeLanguage): readonly CodeToken[] {
  if (language === 'plain' || line.length > LONGEST_COLOURED)
    return [{ text: line, kind: 'plain' }];
  const tokens: CodeToken[] = [];
  let done = 0;
  for (const match of line.matchAll(RULES[language])) {
    const [text] = match;
    if (text === '') continue;
    if (match.index > done) tokens.push({ text: line.slice(done, match.index), kind: 'plain' });
    const { key, string, comment } = match.groups ?? {};
    const kind =
      key !== undefined
        ? 'key'
        : string !== undefined
          ? 'string'
          : comment !== undefined
            ? 'comment'
            : 'literal';
    tokens.push({ text, kind });
    done = match.index + text.length;
  }
  if (done < line.length || tokens.length === 0)
    tokens.push({ text: line.slice(done), kind: 'plain' });
  return tokens;
}
