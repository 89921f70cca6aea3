import { useEffect, useState } from 'react';

/** Address of bytes that the page holds, for an image; undefined until it is made. */
export function useObjectUrl(
  bytes: Uint8Array | undefined,
  mediaType: string | undefined,
): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (bytes === undefined) return undefined;
    const made = URL.createObjectURL(
      new Blob([Uint8Array.from(bytes)], mediaType === undefined ? {} : { type: mediaType }),
    );
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(undefined);
    };
  }, [bytes, mediaType]);
  return url;
}
