import type { Address } from '../../shared/model/address.ts';

/**
 * What an address means to its view. The rest is kept for the other views, so that a change of view
 * keeps the selection, but it is not what is shown.
 */
export function addressInView(address: Address): Address {
  const { view, task, element, iteration, action, attempt, parameter } = address;
  const { submission, jobscript, elements, otherElement, otherIteration, otherAttempt } = address;
  switch (view) {
    case 'runs':
      return known({ view, task, element, iteration, action, attempt, elements });
    case 'graph':
      return known({ view, task, element, iteration, action, attempt });
    case 'plots':
      return known({ view, task, elements });
    case 'compare':
      return known({ view, task, elements, otherElement });
    case 'lineage':
    case 'timeline':
      return known({ view, task, element, iteration, action, attempt });
    case 'diff': {
      const other = { otherElement, otherIteration, otherAttempt };
      return known({ view, task, element, iteration, action, attempt, ...other });
    }
    case 'parameters':
      return known({ view, task, element, iteration, parameter });
    case 'submissions':
      return known({ view, submission, jobscript });
    default:
      return { view };
  }
}

type Loose = { readonly [K in keyof Address]: Address[K] | undefined } & Pick<Address, 'view'>;

/** Without the parts that are not set. */
function known({ view, ...parts }: Loose): Address {
  const set = Object.entries(parts).filter(([, value]) => value !== undefined);
  return { view, ...Object.fromEntries(set) };
}
