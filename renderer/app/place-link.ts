import type { Address } from '../../shared/model/address.ts';
import { copyText } from '../ui/copy-text.ts';
import { addressInView } from './address-in-view.ts';
import { formatHash } from './place-hash.ts';

/** Puts a link to what a view shows of a workflow on the clipboard; false where that is refused. */
export function copyPlaceLink(path: string, address: Address): Promise<boolean> {
  const hash = formatHash({ path, address: addressInView(address) });
  return copyText(new URL(hash, window.location.href).href);
}
