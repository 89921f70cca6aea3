import process from 'node:process';
import { parseArgs } from 'node:util';
import { Plain } from './say.mjs';

/**
 * What a script was given on the command line.
 *
 * @typedef {object} Given
 * @property {readonly string[]} words that are no options: paths, or names of parts
 * @property {(name: string) => boolean} has whether an option was given
 * @property {(names: readonly string[]) => string[]} again those of these options that were given, as given
 */

/** Prints the help and ends, when it was asked for. For scripts whose options are those of another program.
 * @param {string} help
 */
export function helpIfAsked(help) {
  if (!process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) return;
  process.stdout.write(help);
  process.exit(0);
}

/**
 * Reads the command line. `--help` prints the help and ends this process.
 *
 * @param {string} help
 * @param {object} [accepted]
 * @param {NonNullable<import('node:util').ParseArgsConfig['options']>} [accepted.options]
 * @param {readonly string[] | 'paths'} [accepted.words] which words there may be; none unless given
 * @returns {Given}
 * @throws {Plain} for anything else, naming it
 */
export function readArguments(help, { options = {}, words = [] } = {}) {
  helpIfAsked(help);
  const { tokens, positionals } = parse(options);
  const unknown = words === 'paths' ? undefined : positionals.find((word) => !words.includes(word));
  if (unknown !== undefined) {
    const known = words.length === 0 ? 'nothing is expected there' : `it can be ${list(words)}`;
    throw new Plain(`${unknown} is not known here: ${known}. --help tells more.`);
  }
  const given = tokens.filter((token) => token.kind === 'option');
  return {
    words: positionals,
    has: (name) => given.some((token) => token.name === name),
    again: (names) =>
      given
        .filter(({ name }) => names.includes(name))
        .flatMap(({ name, value }) => (value === undefined ? [`--${name}`] : [`--${name}`, value])),
  };
}

/** @param {NonNullable<import('node:util').ParseArgsConfig['options']>} options */
function parse(options) {
  try {
    return parseArgs({ options, allowPositionals: true, tokens: true });
  } catch (error) {
    // Node's own first sentence says which option is wrong.
    const message = error instanceof Error ? error.message : String(error);
    const [sentence = message] = message.split(/\.?(?:\s+To specify|\n|$)/, 1);
    throw new Plain(`${sentence.replace(/\.$/, '')}. --help tells which there are.`);
  }
}

/** @param {readonly string[] | string} words */
function list(words) {
  if (typeof words === 'string' || words.length === 1) return String(words);
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
