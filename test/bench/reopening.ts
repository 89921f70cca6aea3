import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { writeGen1 } from '../../electron/sample/gen1-writer.ts';
import { parameterStudy } from '../../electron/sample/parameter-study.ts';
import { createSampleWorkflow } from '../../electron/sample/sample-workflow.ts';
import { chromiumFile, chromiumFlags } from '../e2e/chromium.ts';
import { announced } from '../e2e/hosts/announced.ts';
import { median } from './results.ts';
import { machineLine, markdownTable, writeSection } from './section.ts';

/**
 * Measures the whole app, loopback host and Chromium: from the click on a recent workflow until its
 * counts, and until map and table of its runs are drawn. Warm and cold in turns, each by a host and a
 * page of its own.
 *
 * `reopening.js [--rounds N] [--elements N]… [--write]`
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    /** Of ten iterations each. */
    elements: { type: 'string', multiple: true, default: ['10000'] },
    write: { type: 'boolean', default: false },
  },
});

const SERVE = fileURLToPath(new URL('../node/serve.js', import.meta.url));
const ITERATIONS = 10;
const GOAL_MS = 300;
/** What somebody takes at least to find a workflow in the list. */
const LOOKING_MS = 1500;

interface Opening {
  readonly countsMs: number;
  readonly mapMs: number;
  /** Resident memory of the host before the click. */
  readonly hostMb: number;
}

async function withPage<T>(
  browser: Browser,
  folder: string,
  paths: readonly string[],
  use: (page: Page, host: ChildProcess) => Promise<T>,
): Promise<T> {
  const host = spawn(process.execPath, [SERVE, ...paths, '--root', folder], {
    env: { ...process.env, EARSHOT_DATA_FOLDER: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(await announced(host));
    return await use(page, host);
  } finally {
    await context.close();
    const exited = new Promise((resolve) => host.once('exit', resolve));
    host.kill('SIGTERM');
    await exited;
  }
}

const MAP = '[role="grid"][aria-label^="Map"] canvas';
const ROW = '[role="treegrid"] [data-row="1"]';
const NAV = 'nav[aria-label="Workflow"]';

/** Opens it once on its runs, so that it is kept, and opens there the next time. */
async function prime(browser: Browser, folder: string, path: string): Promise<void> {
  await withPage(browser, folder, [path], async (page) => {
    await page
      .getByRole('navigation', { name: 'Workflow' })
      .getByText('Runs', { exact: true })
      .click();
    await page.locator(ROW).waitFor({ timeout: 120_000 });
    await page.waitForTimeout(LOOKING_MS);
  });
}

function open(browser: Browser, folder: string, name: string): Promise<Opening> {
  return withPage(browser, folder, [], async (page, host) => {
    const recent = page.getByRole('row', { name }).getByRole('button', { name }).first();
    await recent.waitFor();
    await page.waitForTimeout(LOOKING_MS);
    const times = recent.evaluate(
      (link, { map, row, nav }) =>
        new Promise<{ countsMs: number; mapMs: number }>((resolve, reject) => {
          const startMs = performance.now();
          let countsMs: number | undefined;
          (link as HTMLElement).click();
          const look = (): void => {
            const passedMs = performance.now() - startMs;
            const hasCounts = /Runs\s*\d/.test(document.querySelector(nav)?.textContent ?? '');
            if (countsMs === undefined && hasCounts) countsMs = passedMs;
            const isDrawn = document.querySelector(map) !== null;
            if (isDrawn && document.querySelector(row) !== null) {
              resolve({ countsMs: countsMs ?? passedMs, mapMs: passedMs });
            } else if (passedMs > 120_000) reject(new Error('the runs were not shown'));
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        }),
      { map: MAP, row: ROW, nav: NAV },
    );
    return { ...(await times), hostMb: residentMb(host) };
  });
}

function residentMb(host: ChildProcess): number {
  const status = readFileSync(`/proc/${host.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

async function measure(browser: Browser, folder: string, path: string, what: string) {
  const name = path.slice(folder.length + 1);
  const kept = join(folder, 'data', 'index-cache');
  await prime(browser, folder, path);
  const warm: Opening[] = [];
  const cold: Opening[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    warm.push(await open(browser, folder, name));
    rmSync(kept, { recursive: true, force: true });
    cold.push(await open(browser, folder, name));
  }
  return [
    [`${what}, opened before`, warm] as const,
    [`${what}, for the first time`, cold] as const,
  ].map(([title, rounds]) => {
    const of = (value: (round: Opening) => number): number => median(rounds.map(value));
    const mapMs = of((round) => round.mapMs);
    return [
      title,
      `${Math.round(of((round) => round.countsMs))} ms`,
      `${Math.round(mapMs)} ms`,
      mapMs <= GOAL_MS ? 'met' : 'missed',
      `${Math.round(of((round) => round.hostMb))} MB`,
    ];
  });
}

const HEAD = ['workflow', 'counts', 'map and table', `< ${GOAL_MS} ms`, 'host before'];
const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
const browser = await chromium.launch({ executablePath: chromiumFile(), args: [...chromiumFlags] });
try {
  const rows: (readonly string[])[] = [];
  const sample = await createSampleWorkflow(folder);
  rows.push(...(await measure(browser, folder, sample, 'sample')));
  for (const elements of values.elements.map(Number)) {
    const path = join(folder, `study-${elements}`);
    await writeGen1(path, parameterStudy({ elements, iterations: ITERATIONS }), 'zarr');
    const runs = (elements * ITERATIONS).toLocaleString('en');
    rows.push(...(await measure(browser, folder, path, `GEN1 zarr, ${runs} runs`)));
  }
  const text = `${machineLine(values.rounds)}\n\n${markdownTable(HEAD, rows)}`;
  process.stdout.write(`${text}\n`);
  if (values.write) writeSection('bench-reopening', text);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
