import { mkdir, readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { encodeIcns, encodeIco, ICNS_TYPES, ICO_SIZES } from './icons/containers.mjs';

// node scripts/make-icons.mjs: draws the icons of build/ from their two SVG sources.
// Chromium draws them; EARSHOT_CHROMIUM names one that Playwright would not find.

const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
/** Up to here the lines of the large drawing are too thin. */
const SMALL = 32;

const build = fileURLToPath(new URL('../build/', import.meta.url));
const publicFolder = fileURLToPath(new URL('../renderer/public/', import.meta.url));
const large = await readFile(`${build}icon.svg`, 'utf8');
const small = await readFile(`${build}icon-small.svg`, 'utf8');

const sizes = new Set([...ICO_SIZES, ...Object.values(ICNS_TYPES), ...LINUX_SIZES]);
const pictures = await draw([...sizes]);
await mkdir(`${build}icons`, { recursive: true });
await mkdir(publicFolder, { recursive: true });
for (const size of LINUX_SIZES) {
  await writeFile(`${build}icons/${size}x${size}.png`, pictureOf(size));
}
await writeFile(`${build}icon.ico`, encodeIco(pictures));
await writeFile(`${build}icon.icns`, encodeIcns(pictures));
await writeFile(`${publicFolder}icon.svg`, small);
await writeFile(`${publicFolder}icon.png`, pictureOf(128));
process.stdout.write(`${sizes.size} pictures drawn into build/ and renderer/public/\n`);

/**
 * @param {readonly number[]} sides
 * @returns {Promise<Map<number, Uint8Array>>}
 */
async function draw(sides) {
  const named = process.env.EARSHOT_CHROMIUM;
  const browser = await chromium.launch({
    args: ['--no-sandbox'],
    ...(named === undefined ? {} : { executablePath: named }),
  });
  try {
    const page = await browser.newPage();
    const drawn = new Map();
    for (const side of sides) {
      const source = side <= SMALL ? small : large;
      const picture = source.replace(
        /width="\d+" height="\d+"/,
        `width="${side}" height="${side}"`,
      );
      await page.setViewportSize({ width: side, height: side });
      await page.setContent(`<style>html,body{margin:0}svg{display:block}</style>${picture}`);
      drawn.set(side, await page.screenshot({ omitBackground: true }));
    }
    return drawn;
  } finally {
    await browser.close();
  }
}

/** @param {number} size */
function pictureOf(size) {
  const picture = pictures.get(size);
  if (picture === undefined) throw new Error(`${size} was not drawn`);
  return picture;
}
