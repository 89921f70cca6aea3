import { type Address, formatAddress, parseAddress } from '../../shared/model/address.ts';
import { currentAddress } from './address-history.ts';
import type { Tab } from './tabs-store.ts';

/** A place as the fragment of the page's address has it. */
export interface HashPlace {
  readonly path: string;
  readonly address: Address;
}

/** Fragment of a place: `#workflow=%2Fdata%2Fw&at=tasks%3Ftask%3D1`. */
export function formatHash({ path, address }: HashPlace): string {
  const parts = new URLSearchParams({ workflow: path });
  if (address.view !== 'overview' || Object.keys(address).length > 1) {
    parts.set('at', formatAddress(address));
  }
  return `#${parts.toString()}`;
}

/** Place of a fragment, or `undefined` when it names none. A bad address shows the overview. */
export function parseHash(hash: string): HashPlace | undefined {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const path = parts.get('workflow');
  if (path === null || path === '') return undefined;
  return { path, address: parseAddress(parts.get('at') ?? '') ?? { view: 'overview' } };
}

/** What a tab shows, or will when it has opened; `undefined` when that is no workflow. */
export function placeOfTab({ content, history }: Tab): HashPlace | undefined {
  const address = currentAddress(history);
  if (content.kind === 'workflow') return { path: content.identity.path, address };
  return content.kind === 'opening' ? { path: content.path, address } : undefined;
}
