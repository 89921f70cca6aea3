import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseAllDocuments,
} from 'yaml';
import { AppException } from '../../../shared/contract/errors.ts';
import { fileException } from '../../files/file-errors.ts';
import type { FileSource } from '../../files/file-source.ts';
import { type FileStamp, isSameStamp } from '../../files/read-bytes.ts';
import { parseJsonBytes, textOf } from '../../persistence/json-text.ts';
import { PyFloat, type PyValue } from '../../persistence/values.ts';

/** A document is parsed whole, so larger ones are looked at as text. */
const MAX_JSON_BYTES = 64 * 1024 * 1024;
const MAX_YAML_BYTES = 8 * 1024 * 1024;

interface Kept {
  readonly key: string;
  readonly stamp: FileStamp;
  readonly value: PyValue;
}

/** YAML and JSON files as values; the one looked at last is kept. */
export class DocumentFiles {
  #kept: Kept | undefined;

  constructor(readonly source: FileSource) {}

  /** @throws AppException `not-found`, `too-large`, `corrupt-data` naming line and column */
  read(key: string): PyValue {
    const stamp = this.source.isFile(key) ? this.source.stamp(key) : undefined;
    if (stamp === undefined) throw fileException({ code: 'ENOENT' }, key);
    const kept = this.#kept;
    if (kept?.key === key && isSameStamp(kept.stamp, stamp)) return kept.value;
    const isYaml = isYamlFile(key, this.source);
    const limit = isYaml ? MAX_YAML_BYTES : MAX_JSON_BYTES;
    if (stamp.sizeBytes > limit) {
      throw new AppException({
        code: 'too-large',
        message: `${key} is too large for a tree: ${isYaml ? 'YAML' : 'JSON'} documents of up to ${limit / 1024 / 1024} MiB are shown as one.`,
        action: 'Look at it as text.',
        sizeBytes: stamp.sizeBytes,
      });
    }
    const { bytes } = this.source.readStable(key);
    const value = isYaml ? parseYaml(textOf(bytes), key) : parseJsonBytes(bytes, { file: key });
    this.#kept = { key, stamp, value };
    return value;
  }
}

/** By its name; what has another is JSON when it begins as JSON does. */
function isYamlFile(key: string, source: FileSource): boolean {
  if (/\.ya?ml$/i.test(key)) return true;
  if (/\.(?:json|ipynb|geojson)$/i.test(key)) return false;
  const start = Buffer.from(source.tryReadRange(key, 0, 64) ?? []).toString('latin1');
  return !/^\s*[{[]/.test(start);
}

/**
 * A YAML file as values: numbers keep their spelling, keys are texts. Of several documents a list.
 *
 * @throws AppException `corrupt-data`
 */
export function parseYaml(text: string, key: string): PyValue {
  const documents = parseAllDocuments(text, { lineCounter: new LineCounter(), logLevel: 'silent' });
  if (!Array.isArray(documents)) return null;
  const broken = documents.find(({ errors }) => errors.length > 0)?.errors[0];
  if (broken !== undefined) {
    throw new AppException({
      code: 'corrupt-data',
      message: `${key} is no YAML: ${broken.message.split('\n')[0]}`,
      action: 'Look at it as text.',
      file: key,
    });
  }
  const values = documents.map((document) => {
    const known = new Map<ParsedNode, PyValue>();
    const converted = (node: ParsedNode | null | undefined): PyValue => {
      if (node === null || node === undefined) return null;
      const old = known.get(node);
      if (old !== undefined) return old;
      const value = convert(node);
      known.set(node, value);
      return value;
    };
    const convert = (node: ParsedNode): PyValue => {
      if (isAlias(node)) {
        const target = node.resolve(document);
        // Not yet known: the alias lies within what it refers to.
        return target === undefined ? null : (known.get(target as ParsedNode) ?? '…');
      }
      if (isSeq<ParsedNode>(node)) return node.items.map(converted);
      if (isMap<ParsedNode, ParsedNode | null>(node)) {
        return new Map(node.items.map((pair) => [keyOf(pair.key), converted(pair.value)]));
      }
      return isScalar(node) ? scalarOf(node.value, node.source) : null;
    };
    return converted(document.contents);
  });
  return values.length === 1 ? (values[0] ?? null) : values;
}

function keyOf(node: ParsedNode): string {
  if (!isScalar(node)) return String(node);
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

function scalarOf(value: unknown, source: string | undefined): PyValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') {
    const isFloat = source !== undefined && /[.eE]/.test(source) && !/^0x/i.test(source);
    if (isFloat && Number.isInteger(value)) return new PyFloat(value, source);
    // Digits that a number of JavaScript has no room for.
    if (
      !isFloat &&
      source !== undefined &&
      /^[-+]?\d+$/.test(source) &&
      !Number.isSafeInteger(value)
    ) {
      return BigInt(source);
    }
    return value;
  }
  return typeof value === 'string' || typeof value === 'boolean' ? value : String(value);
}
