import { spawn } from 'node:child_process';
import process from 'node:process';
import { chromium } from '@playwright/test';

/**
 * Scrolls the table of a built app frame by frame and prints how long frames took, and how much of
 * the processor the page's main thread used for each (which says more on a busy machine).
 *
 * `node test/bench/scroll-speed.mjs WORKFLOW [CHROMIUM]`, after `npm run build`
 */
const [, , workflow = '', executablePath = '/usr/bin/chromium'] = process.argv;
const FRAMES = 120;
/** About four rows. */
const STEP_PX = 100;

const host = spawn(process.execPath, ['dist/node/serve.js', workflow], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const url = await new Promise((resolve) => {
  let said = '';
  host.stdout.on('data', (chunk) => {
    said += chunk;
    const found = /http:\S+/.exec(said);
    if (found !== null) resolve(found[0]);
  });
});
const args = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const browser = await chromium.launch({ executablePath, args });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  const navigator = page.getByRole('navigation', { name: 'Workflow' });
  await navigator.getByRole('button', { name: /^Runs/ }).click();
  const table = page.getByRole('treegrid').first();
  await table.getByRole('row').nth(3).waitFor();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const mainThreadMs = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN);
  };
  for (let round = 0; round < 4; round += 1) {
    const before = await mainThreadMs();
    const frames = await table.evaluate(scroll, { frames: FRAMES, stepPx: STEP_PX });
    const usedMs = ((await mainThreadMs()) - before) / FRAMES;
    frames.sort((a, b) => a - b);
    const at = (part) => frames[Math.floor(part * (frames.length - 1))]?.toFixed(1);
    process.stdout.write(
      `frame ${at(0.5)} ms median, ${at(0.9)} ms of nine in ten; main thread ${usedMs.toFixed(1)} ms\n`,
    );
  }
} finally {
  await browser.close();
  host.kill();
}

/** In the page: times between frames while the table scrolls by `stepPx` in each. */
function scroll(element, { frames, stepPx }) {
  return new Promise((resolve) => {
    const times = [];
    let last;
    const frame = (now) => {
      if (last !== undefined) times.push(now - last);
      last = now;
      if (times.length >= frames) return resolve(times);
      element.scrollTop += stepPx;
      return requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}
