import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumFile } from '../../e2e/chromium.ts';
import { measurePage, type PageMeasurement } from './measure-page.ts';

/**
 * Measures the page in Chromium over workflows of 1,000, 100,000 and 1,000,000 runs in memory.
 *
 * `bench-ui.js [--runs N]… [--write]`
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', multiple: true, default: ['1000', '100000', '1000000'] },
    write: { type: 'boolean', default: false },
  },
});

const FOLDER = fileURLToPath(new URL('../bench-ui', import.meta.url));
const PAGE = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));
const MARKS = ['<!-- bench-ui:begin -->', '<!-- bench-ui:end -->'] as const;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

const server = createServer((request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
  const file = join(FOLDER, path === '/' ? 'index.html' : path);
  try {
    const body = readFileSync(file);
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    response.end(body);
  } catch {
    response.statusCode = 404;
    response.end();
  }
});

/** What is wanted of each number at each size; goals of 1,000,000 runs are to be usable. */
function rowsOf(results: readonly PageMeasurement[]): readonly (readonly string[])[] {
  const ms = (value: number): string => `${Math.round(value)} ms`;
  const verdict = (isMet: boolean): string => (isMet ? 'met' : 'missed');
  return results.map((found) => {
    const leastFps = found.runs <= 100_000 ? 55 : 20;
    const slowest = Math.min(found.zoomFps, found.panFps, found.pathFps);
    return [
      found.runs.toLocaleString('en').replaceAll(',', ' '),
      ms(found.firstMapMs),
      found.zoomFps.toFixed(0),
      `${found.zoomWorkMs.toFixed(1)} ms`,
      found.panFps.toFixed(0),
      found.pathFps.toFixed(0),
      `≥ ${leastFps}: ${verdict(slowest >= leastFps)}`,
      found.tableFps.toFixed(0),
      `${found.tableWorkMs.toFixed(1)} ms`,
      `≥ ${leastFps}: ${verdict(found.tableFps >= leastFps)}`,
      ms(found.selectMs),
      ms(found.groupMs),
      `< 1 s: ${verdict(found.groupMs < 1000)}`,
      ms(found.filterMs),
      `${found.heapMb.toFixed(0)} MB`,
    ];
  });
}

const HEADS = [
  'runs',
  'page with map',
  'zoom fps',
  'work per frame',
  'pan fps',
  'path fps',
  'goal',
  'table fps',
  'work per frame',
  'goal',
  'select',
  'group',
  'goal',
  'filter',
  'memory',
];

function tableOf(rows: readonly (readonly string[])[]): string {
  const all = [HEADS, HEADS.map(() => '---'), ...rows];
  return all.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
const browser = await chromium.launch({
  executablePath: chromiumFile(),
  // Drawn by the processor: a stand-in for a graphics card would be measured instead of the page.
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const results: PageMeasurement[] = [];
  for (const runs of values.runs.map(Number)) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    results.push(await measurePage(page, `http://127.0.0.1:${port}/`, runs));
    await context.close();
    process.stderr.write(`${runs} runs: measured\n`);
  }
  const machine = `Chromium ${browser.version()} without a graphics card, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, 1440 × 900, one round, load average ${loadavg()[0]?.toFixed(1)}.`;
  const table = tableOf(rowsOf(results));
  process.stdout.write(`${machine}\n\n${table}\n`);
  if (values.write) {
    const page = readFileSync(PAGE, 'utf8');
    const [before = ''] = page.split(MARKS[0]);
    const [, after = ''] = page.split(MARKS[1]);
    writeFileSync(PAGE, `${before}${MARKS[0]}\n${machine}\n\n${table}\n${MARKS[1]}${after}`);
  }
} finally {
  await browser.close();
  server.close();
}
