import { Document, isScalar, type Scalar } from 'yaml';
import type { TemplateText } from '../../shared/contract/documents.ts';
import { formatJson } from '../persistence/json-write.ts';
import { jsonFloat } from '../persistence/python-float.ts';
import { isDict, isList, type PyDict, PyFloat, type PyValue } from '../persistence/values.ts';

/** The template as stored, references included, in two spellings. Nothing is added or resolved. */
export function templateText(template: PyDict): TemplateText {
  return { yaml: yamlText(template), json: formatJson(template, { indent: 2 }) };
}

/** Floats stay floats (`1.0`), other numbers keep every digit, NaN is `.nan`. */
export function yamlText(value: PyValue): string {
  const document = new Document(plain(value), {
    aliasDuplicateObjects: false,
    customTags: (tags) => [...tags, FLOAT_TAG],
  });
  return document.toString({ lineWidth: 0 });
}

const FLOAT_TAG = {
  tag: 'tag:yaml.org,2002:float',
  // Never used for reading: the template is only written here.
  test: /^$/,
  default: true,
  identify: (value: unknown): boolean => value instanceof PyFloat,
  resolve: (text: string): PyFloat => new PyFloat(Number(text)),
  stringify: (item: Scalar): string => {
    const float = isScalar(item) ? item.value : undefined;
    return float instanceof PyFloat ? yamlFloat(float) : '';
  },
} as const;

function yamlFloat({ value, text }: PyFloat): string {
  if (Number.isNaN(value)) return '.nan';
  if (value === Number.POSITIVE_INFINITY) return '.inf';
  if (value === Number.NEGATIVE_INFINITY) return '-.inf';
  const spelled = text ?? jsonFloat(value);
  // YAML 1.1, which Python reads, takes `1e5` for a text.
  return /^-?\d+e/i.test(spelled) ? spelled.replace(/e/i, '.0e') : spelled;
}

/** JSON values only: a document has no tuples or arrays. Non-integral floats keep their spelling. */
function plain(value: PyValue): unknown {
  if (isList(value)) return value.map(plain);
  if (isDict(value)) return new Map([...value].map(([key, item]) => [key, plain(item)]));
  return typeof value === 'number' && !Number.isInteger(value) ? new PyFloat(value) : value;
}
