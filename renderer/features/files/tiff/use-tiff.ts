import { useEffect, useState } from 'react';
import type { TiffAnswer, TiffQuestion } from './tiff-messages.ts';

/** A page of a TIFF file as an image that the page can draw. */
export interface TiffPicture {
  readonly url: string;
  readonly pages: number;
  readonly note: string;
}

interface TiffState {
  readonly picture?: TiffPicture;
  /** Why it cannot be drawn. */
  readonly problem?: string;
}

/**
 * Reads a page of a TIFF file in a worker, which is stopped when the page is not wanted any more.
 *
 * @param bytes - Absent: not there yet, or no TIFF file.
 */
export function useTiff(bytes: Uint8Array | undefined, page: number): TiffState {
  const [state, setState] = useState<TiffState>({});
  useEffect(() => {
    if (bytes === undefined) return undefined;
    let url: string | undefined;
    const worker = new Worker(new URL('./tiff-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<TiffAnswer>) => {
      if (!data.ok) {
        setState({ problem: data.message });
      } else {
        url = URL.createObjectURL(data.png);
        setState({ picture: { url, pages: data.pages, note: data.note } });
      }
      worker.terminate();
    });
    worker.addEventListener('error', () => setState({ problem: 'It cannot be read.' }));
    worker.postMessage({ bytes, page } satisfies TiffQuestion);
    return () => {
      worker.terminate();
      if (url !== undefined) URL.revokeObjectURL(url);
      setState({});
    };
  }, [bytes, page]);
  return state;
}
