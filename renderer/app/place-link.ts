import { formatAppLink } from '../../shared/contract/place-links.ts';
import { type Address, formatAddress } from '../../shared/model/address.ts';
import { copyText } from '../ui/copy-text.ts';
import { addressInView } from './address-in-view.ts';
import { formatHash } from './place-hash.ts';

/**
 * Puts a link to what a view shows of a workflow on the clipboard; false where that is refused.
 *
 * @param hasAppLinks links open the app rather than the page.
 */
export function copyPlaceLink(
  path: string,
  address: Address,
  hasAppLinks: boolean,
): Promise<boolean> {
  const shown = addressInView(address);
  if (hasAppLinks) return copyText(formatAppLink({ path, at: formatAddress(shown) }));
  const hash = formatHash({ path, address: shown });
  return copyText(new URL(hash, window.location.href).href);
}
