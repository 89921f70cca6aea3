import type { ReactNode } from 'react';
import type { Address } from '../../shared/model/address.ts';
import { usePlace } from './workflow-place.ts';

interface PlaceLinkProps {
  readonly to: Address;
  readonly children: ReactNode;
  readonly className?: string | undefined;
  readonly title?: string | undefined;
}

/** A link to another place of the workflow; a real one, so that it can be copied. */
export function PlaceLink({ to, children, className, title }: PlaceLinkProps) {
  const { go, linkTo } = usePlace();
  return (
    <a
      // Whole: a link that begins with # is taken for one that skips to a part of the page.
      href={new URL(linkTo(to), document.baseURI).href}
      className={className}
      title={title}
      onClick={(event) => {
        // With a modifier it is the browser's: copy, or open elsewhere.
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        event.stopPropagation();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
