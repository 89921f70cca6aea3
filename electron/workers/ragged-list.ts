import type { AcrossSeries } from '../../shared/contract/across.ts';
import { AppException } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import { isList, PyTuple, type PyValue } from '../persistence/values.ts';
import { curveNumbers } from './curve-numbers.ts';
import { paceOf } from './reasons/pace.ts';
import { SeriesBuilder } from './series-builder.ts';

/** Items and numbers that are read at once: 40 MB. */
const MOST_ITEMS = 20_000;
const MOST_NUMBERS = 5_000_000;

/**
 * The items of a list as numbers, each of its own length: lists of lists, of tuples, or of arrays that
 * are long in one dimension. What is no list is its only item.
 *
 * @throws {AppException} `too-large`; `cancelled`
 */
export async function readRaggedList(value: PyValue, context: CallContext): Promise<AcrossSeries> {
  const items = isList(value) ? value : value instanceof PyTuple ? value.items : [value];
  if (items.length > MOST_ITEMS) throw tooLarge(`${items.length} items`);
  const series = new SeriesBuilder(items.length);
  const pace = paceOf('Reading the list', items.length, context);
  let count = 0;
  for (const [at, item] of items.entries()) {
    await pace(at);
    const numbers = item === null ? undefined : await curveNumbers(item);
    count += numbers?.length ?? 0;
    if (count > MOST_NUMBERS) throw tooLarge(`more than ${MOST_NUMBERS} numbers`);
    if (item === null) series.add(at, { state: 'not-set' });
    else
      series.add(
        at,
        numbers === undefined ? { state: 'no-numbers' } : { state: 'numbers', numbers },
      );
  }
  return series.finish();
}

function tooLarge(what: string): AppException {
  return new AppException({
    code: 'too-large',
    message: `The list has ${what}: too many for a picture.`,
    action: 'Look at its items one by one.',
  });
}
