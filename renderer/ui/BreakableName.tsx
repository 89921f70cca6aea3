import { Fragment } from 'react';

/** A text whose names break after dots and underscores rather than anywhere; copied as it is. */
export function BreakableName({ text }: { readonly text: string }) {
  const parts = text.split(/(?<=[._/])/);
  return (
    <>
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other identity
        <Fragment key={at}>
          {at > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </>
  );
}
