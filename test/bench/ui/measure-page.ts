import type { CDPSession, Page } from '@playwright/test';

/** What is measured at one size of a workflow. Times in ms, rates in frames per second. */
export interface PageMeasurement {
  readonly runs: number;
  readonly firstMapMs: number;
  readonly zoomFps: number;
  /** Time the page's thread worked per frame of zooming, whatever else the machine did. */
  readonly zoomWorkMs: number;
  readonly panFps: number;
  /** Moving with the path of a run lit and all others dimmed. */
  readonly pathFps: number;
  readonly tableFps: number;
  /** The same per frame of scrolling the table. */
  readonly tableWorkMs: number;
  readonly selectMs: number;
  readonly groupMs: number;
  readonly filterMs: number;
  readonly heapMb: number;
}

/** Frames that are watched while something moves. */
const FRAMES = 90;

/** Turns the wheel over an element in every frame; frames per second. */
function wheelFrames(
  page: Page,
  selector: string,
  delta: number,
  isShift: boolean,
): Promise<number> {
  return page.evaluate(
    ({ selector: where, delta: by, isShift: shift, frames }) =>
      new Promise<number>((resolve) => {
        const target = document.querySelector(where);
        if (target === null) throw new Error(`no ${where}`);
        const box = target.getBoundingClientRect();
        const times: number[] = [];
        const step = (time: number): void => {
          times.push(time);
          if (times.length > frames) {
            resolve((frames * 1000) / ((times.at(-1) ?? 0) - (times[0] ?? 0)));
            return;
          }
          // In and out again, so that every height of rows is met.
          const direction = times.length % 60 < 30 ? 1 : -1;
          const init = {
            deltaY: by * direction,
            shiftKey: shift,
            clientX: box.left + box.width / 2,
            clientY: box.top + box.height / 2,
            bubbles: true,
            cancelable: true,
          };
          if (target.dispatchEvent(new WheelEvent('wheel', init))) target.scrollTop += by;
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    { selector, delta, isShift, frames: FRAMES },
  );
}

/** What takes longer is a fault, not a measurement. */
const MOST_MS = 20_000;

/** Ms from doing something to the first frame in which a test of the page holds. */
function untilShown(page: Page, act: string, isShown: string): Promise<number> {
  return page.evaluate(
    ({ act: action, isShown: test, mostMs }) =>
      new Promise<number>((resolve, reject) => {
        const check = new Function(`return ${test}`) as () => boolean;
        const start = performance.now();
        new Function(action)();
        const look = (): void => {
          const passedMs = performance.now() - start;
          if (check()) resolve(passedMs);
          else if (passedMs > mostMs) reject(new Error(`not shown after ${mostMs} ms: ${test}`));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    { act, isShown, mostMs: MOST_MS },
  );
}

async function heapMb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize, backingStorageSize } =
    await session.send('Runtime.getHeapUsage');
  return (usedSize + embedderHeapUsedSize + backingStorageSize) / 1e6;
}

/** Ms the page's thread has worked. */
async function workedMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
}

const MAP = '[role="grid"][aria-label^="Map"]';
const TABLE = '[role="treegrid"]';

/** Opens the page with so many runs and measures it. */
export async function measurePage(page: Page, url: string, runs: number): Promise<PageMeasurement> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(`${url}?runs=${runs}#workflow=%2Fstudy&at=runs%3Ftask%3D1`);
  await page.locator(`${MAP} canvas`).first().waitFor();
  await page.locator(`${TABLE} [role="row"]`).nth(3).waitFor();
  const firstMapMs = await page.evaluate(() => performance.now());
  const before = await workedMs(session);
  const zoomFps = await wheelFrames(page, MAP, -120, false);
  const zoomWorkMs = ((await workedMs(session)) - before) / FRAMES;
  const panFps = await wheelFrames(page, MAP, 40, true);
  const beforeTable = await workedMs(session);
  const tableFps = await wheelFrames(page, TABLE, 60, false);
  const tableWorkMs = ((await workedMs(session)) - beforeTable) / FRAMES;
  const isSelected = `document.querySelector('[role="row"][aria-selected="true"]') !== null`;
  const selectMs = await untilShown(
    page,
    `document.querySelectorAll('${TABLE} [role="row"][data-row]')[2].click()`,
    isSelected,
  );
  const press = (key: string): string =>
    `window.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}' }))`;
  const isLit = `document.body.textContent.includes('Path: ')`;
  await untilShown(page, press('h'), isLit);
  const pathFps = await wheelFrames(page, MAP, 40, true);
  await untilShown(page, press('h'), `!(${isLit})`);
  await page.getByRole('button', { name: 'Group', exact: true }).click();
  await page.getByRole('menuitem', { name: 'By texture' }).waitFor();
  const rowCount = await page.locator(TABLE).getAttribute('aria-rowcount');
  const groupMs = await untilShown(
    page,
    `[...document.querySelectorAll('[role="menuitem"]')].find((item) => item.textContent === 'By texture').click()`,
    // A line more for each of the five groups.
    `document.querySelector('${TABLE}').ariaRowCount === '${Number(rowCount) + 5}'`,
  );
  const filterMs = await untilShown(
    page,
    press('f'),
    `document.querySelectorAll('fieldset [aria-pressed="true"]')[0]?.textContent.includes('failed')`,
  );
  return {
    runs,
    firstMapMs,
    zoomFps,
    zoomWorkMs,
    panFps,
    pathFps,
    tableFps,
    tableWorkMs,
    selectMs,
    groupMs,
    filterMs,
    heapMb: await heapMb(session),
  };
}
