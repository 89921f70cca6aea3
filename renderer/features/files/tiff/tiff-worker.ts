import type { TiffAnswer, TiffQuestion } from './tiff-messages.ts';
import { tiffPage } from './tiff-pixels.ts';

async function answer({ bytes, page }: TiffQuestion): Promise<TiffAnswer> {
  try {
    const { width, height, rgba, pages, note } = tiffPage(bytes, page);
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
    return { ok: true, png: await canvas.convertToBlob({ type: 'image/png' }), pages, note };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

self.addEventListener('message', ({ data }: MessageEvent<TiffQuestion>) => {
  void answer(data).then((found) => self.postMessage(found));
});
