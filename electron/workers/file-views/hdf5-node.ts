import type { Dataset, Entity, Group } from 'h5wasm';
import { AppException } from '../../../shared/contract/errors.ts';
import type { FileNode } from '../../../shared/contract/file-views.ts';
import {
  MAX_PAGE_CHILDREN,
  type ValueChild,
  type ValuePath,
  type ValueSummary,
} from '../../../shared/contract/values.ts';
import { entityAt, type Hdf5Files, hdf5Exception, isGroup } from '../../files/hdf5/hdf5-files.ts';
import { pythonRepr, textRepr } from '../../generations/python-repr.ts';
import type { PyValue } from '../../persistence/values.ts';
import { summaryOf, valueAt, valuePage } from '../value-summary.ts';
import { Hdf5Array, readSlice } from './hdf5-array.ts';
import { dtypeOf, pyValue } from './hdf5-values.ts';

const ATTRIBUTE_CHARACTERS = 2_000;
/** Items of one row of a table. */
const MAX_ROW_ITEMS = 10_000;

/**
 * An object of an HDF5 file with a page of what is in it: of a group its objects, of a table of
 * records its rows. Groups are shown as dicts.
 *
 * @throws AppException `not-found`, `corrupt-data` and what opening throws
 */
export async function readHdf5Node(
  files: Hdf5Files,
  key: string,
  path: ValuePath,
  start: number,
  stop: number,
): Promise<FileNode> {
  const root = await files.open(key);
  const end = Math.min(stop, start + MAX_PAGE_CHILDREN);
  return reading(key, () => {
    const { entity, rest } = find(root, path, key);
    const attributes = attributesOf(entity);
    if (isGroup(entity)) return { ...groupPage(entity, start, end, key), attributes };
    if (!isDataset(entity)) {
      return {
        summary: summaryOfEntity(entity, key),
        start: 0,
        children: [],
        total: 0,
        attributes,
      };
    }
    const page = rest.length > 0 ? insidePage(entity, rest, start, end, key) : undefined;
    return { ...(page ?? datasetPage(entity, start, end, key)), attributes };
  });
}

/**
 * A dataset as an array.
 *
 * @throws AppException `not-found`, `invalid-request` when it is none
 */
export async function hdf5Array(
  files: Hdf5Files,
  key: string,
  path: ValuePath,
): Promise<Hdf5Array> {
  const root = await files.open(key);
  return reading(key, () => {
    const { entity, rest } = find(root, path, key);
    const dtype = isDataset(entity) && rest.length === 0 ? dtypeOf(entity.metadata) : undefined;
    if (isDataset(entity) && dtype !== undefined) return new Hdf5Array(entity, dtype, key);
    throw new AppException({
      code: 'invalid-request',
      message: `/${path.join('/')} in ${key} is no array.`,
      field: 'path',
    });
  });
}

function reading<T>(key: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw hdf5Exception(error, key, 'A part of it is broken.');
  }
}

type Page = Omit<FileNode, 'attributes'>;

function isDataset(entity: Entity): entity is Dataset {
  return 'type' in entity && entity.type === 'Dataset';
}

/** The object that a path of names leads to, and the steps into its rows that follow. */
function find(root: Group, path: ValuePath, key: string): { entity: Entity; rest: ValuePath } {
  const firstNumber = path.findIndex((step) => typeof step === 'number');
  const names = (firstNumber < 0 ? path : path.slice(0, firstNumber)).map(String);
  const entity = entityAt(root, names);
  if (entity !== undefined) return { entity, rest: path.slice(names.length) };
  throw new AppException({
    code: 'not-found',
    message: `There is no /${names.join('/')} in ${key}.`,
  });
}

function groupPage(group: Group, start: number, end: number, key: string): Page {
  const keys = group.keys();
  const children = keys.slice(start, end).map((name): ValueChild => {
    const entity = group.get(name);
    const summary: ValueSummary =
      entity === null
        ? { kind: 'missing', text: 'leads nowhere', isCut: false }
        : summaryOfEntity(entity, key);
    return { label: textRepr(name), step: name, summary };
  });
  return { summary: summaryOfEntity(group, key), start, children, total: keys.length };
}

function summaryOfEntity(entity: Entity, key: string): ValueSummary {
  if (isGroup(entity)) {
    const { length } = entity.keys();
    return { kind: 'dict', text: `group of ${length}`, isCut: true, length };
  }
  if (isDataset(entity)) return summaryOfDataset(entity, key);
  if ('target' in entity) {
    return { kind: 'missing', text: `leads to ${entity.target}, which is not there`, isCut: false };
  }
  if ('filename' in entity) {
    const text = `in another file: ${entity.filename}${entity.obj_path}`;
    return { kind: 'missing', text, isCut: false };
  }
  return { kind: 'missing', text: 'a type, which has no values', isCut: false };
}

function summaryOfDataset(dataset: Dataset, key: string): ValueSummary {
  const { shape, metadata } = dataset;
  if (shape === null) return { kind: 'none', text: 'empty', isCut: false };
  const dtype = dtypeOf(metadata);
  if (shape.length === 0) return summaryOf(scalarOf(dataset, key));
  if (dtype !== undefined) return summaryOf(new Hdf5Array(dataset, dtype, key));
  const names = metadata.compound_type?.members.map(({ name }) => name).join(', ');
  const [length = 0] = shape;
  const text = names === undefined ? `list of ${length}` : `table of ${length}: ${names}`;
  return { kind: 'list', text, isCut: true, length };
}

function scalarOf(dataset: Dataset, key: string): PyValue {
  const data = readSlice(dataset, [], key);
  // A record comes as a list of one.
  const isRecord = dataset.metadata.compound_type !== undefined && Array.isArray(data);
  return pyValue(isRecord ? data[0] : data, dataset.metadata);
}

function datasetPage(dataset: Dataset, start: number, end: number, key: string): Page {
  const { shape, metadata } = dataset;
  const summary = summaryOfDataset(dataset, key);
  if (shape === null) return { summary, start: 0, children: [], total: 0 };
  if (shape.length === 0) return valuePage(scalarOf(dataset, key), start, end);
  if (dtypeOf(metadata) !== undefined) return { summary, start: 0, children: [], total: 0 };
  const [total = 0] = shape;
  const rows = rowsOf(dataset, start, Math.min(end, total), key);
  const children = rows.map((row, at): ValueChild => {
    const step = start + at;
    return { label: String(step), step, summary: summaryOf(row) };
  });
  return { summary, start, children, total };
}

/** A row of a table, and what is in it. */
function insidePage(
  dataset: Dataset,
  [row, ...path]: ValuePath,
  start: number,
  end: number,
  key: string,
): Page {
  const at = Number(row);
  const [value = null] = rowsOf(dataset, at, at + 1, key);
  return valuePage(valueAt(value, path), start, end);
}

/** Rows of records, along the first dimension. */
function rowsOf(dataset: Dataset, start: number, stop: number, key: string): readonly PyValue[] {
  const { shape, metadata } = dataset;
  const others = (shape ?? []).slice(1);
  const perRow = others.reduce((product, length) => product * length, 1);
  if (stop <= start || perRow === 0) return [];
  if (perRow > MAX_ROW_ITEMS) {
    throw new AppException({
      code: 'too-large',
      message: `A row of ${dataset.path} has ${perRow.toLocaleString('en-GB')} items; at most ${MAX_ROW_ITEMS.toLocaleString('en-GB')} are shown.`,
    });
  }
  const ranges = [
    { start, stop, step: 1 },
    ...others.map((length) => ({ start: 0, stop: length, step: 1 })),
  ];
  const data = readSlice(dataset, ranges, key);
  const items = Array.isArray(data) ? data : [];
  return Array.from({ length: stop - start }, (_, at) => {
    const own = items.slice(at * perRow, (at + 1) * perRow).map((item) => pyValue(item, metadata));
    return others.length === 0 ? (own[0] ?? null) : own;
  });
}

function attributesOf(entity: Entity): FileNode['attributes'] {
  if (!('attrs' in entity)) return [];
  return Object.entries(entity.attrs).map(([name, attribute]) => {
    try {
      const value = pyValue(attribute.value, attribute.metadata);
      return { name, text: attributeText(value) };
    } catch {
      return { name, text: 'cannot be read' };
    }
  });
}

function attributeText(value: PyValue): string {
  if (typeof value === 'string') return value.slice(0, ATTRIBUTE_CHARACTERS);
  return pythonRepr(value, ATTRIBUTE_CHARACTERS).text;
}
