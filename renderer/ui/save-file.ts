/** Time the browser has to begin writing before the data is let go. */
const KEPT_MS = 60_000;

/** Hands a file to the browser (or Electron), which asks or knows where to put it. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/** A name every file system takes. */
export function fileName(parts: readonly string[], extension: string): string {
  const name = parts
    .join('-')
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .slice(0, 120);
  return `${name === '' ? 'value' : name}.${extension}`;
}
