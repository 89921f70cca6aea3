import type { JobscriptRecord, SubmissionRecord, TimeUs } from './records.ts';
import { corrupt } from './store-errors.ts';
import type { TimeParser } from './timestamps.ts';
import { isDict, isList, type PyDict, type PyValue } from './values.ts';

function submitTime(
  value: PyValue | undefined,
  parse: TimeParser,
  file: string,
  place: string,
): TimeUs | null {
  // hpcflow tests for truth: an empty text counts as no time.
  if (value === null || value === undefined || value === '') return null;
  const time = typeof value === 'string' ? parse(value) : undefined;
  if (time === undefined) {
    throw corrupt(file, `${place}.submit_time`, 'is no time in the format of the workflow');
  }
  return time;
}

function elementColumns(
  value: PyValue | undefined,
  file: string,
  place: string,
): ReadonlyMap<number, readonly number[]> {
  if (!isDict(value)) throw corrupt(file, `${place}.task_elements`, 'is no map');
  const columns = new Map<number, readonly number[]>();
  for (const [key, elements] of value) {
    const isValid =
      /^-?\d+$/.test(key) && isList(elements) && elements.every((e) => typeof e === 'number');
    if (!isValid) throw corrupt(file, `${place}.task_elements.${key}`, 'is no list of elements');
    columns.set(
      Number(key),
      elements.filter((element) => typeof element === 'number'),
    );
  }
  return columns;
}

function jobscript(
  value: PyValue,
  parse: TimeParser,
  file: string,
  place: string,
): JobscriptRecord {
  if (!isDict(value)) throw corrupt(file, place, 'is no map');
  const fields = new Map(value);
  fields.delete('submit_time');
  fields.delete('task_elements');
  return {
    fields,
    submit_time: submitTime(value.get('submit_time'), parse, file, place),
    task_elements: elementColumns(value.get('task_elements'), file, place),
  };
}

/**
 * Submissions as hpcflow's `get_submissions` returns them (FORMATS §8): times of jobscripts are
 * times, the keys of `task_elements` integers; the keys of `dependencies` stay texts.
 *
 * @param stored - The stored list.
 * @throws AppException `corrupt-data`
 */
export function decodeSubmissions(
  stored: PyValue,
  parse: TimeParser,
  file: string,
): SubmissionRecord[] {
  if (!isList(stored)) throw corrupt(file, undefined, 'holds no list of submissions');
  return stored.map((submission, index) => {
    const place = `submissions.${index}`;
    const jobscripts = isDict(submission) ? submission.get('jobscripts') : undefined;
    if (!isDict(submission) || !isList(jobscripts)) {
      throw corrupt(file, place, 'is no map with a list of jobscripts');
    }
    const fields: PyDict = new Map([...submission].filter(([key]) => key !== 'jobscripts'));
    return {
      fields,
      jobscripts: jobscripts.map((item, js) =>
        jobscript(item, parse, file, `${place}.jobscripts.${js}`),
      ),
    };
  });
}
