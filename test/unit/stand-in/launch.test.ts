import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumFile, chromiumFlags, isChromiumInstalled } from '../../e2e/chromium.ts';
import { addWorker, type BuiltApp, buildApp } from '../../stand-in/build-app.ts';
import { type LaunchedStandIn, launchStandIn } from '../../stand-in/launch.ts';

/** A page that shows what the bridge gives it. */
const HTML = `<!doctype html><meta charset="utf-8"><title>loading</title>
<script>document.documentElement.dataset.inline = 'ran';</script>
<script type="module" src="./assets/page.js"></script>`;
const SCRIPT = `
const heard = [];
window.earshot.onEvent(({ name, payload }) => {
  if (name === 'host.openRequested') heard.push(payload.paths);
  document.body.dataset.heard = JSON.stringify(heard);
});
const taken = await window.earshot.call('c-1', 'host.takeOpenRequests', {});
document.body.dataset.taken = JSON.stringify(taken);
const sample = await window.earshot.call('c-2', 'library.createSample', {});
const opened = await window.earshot.call('c-3', 'workflow.open', { path: sample.value.path });
const columns = await window.earshot.call('c-4', 'workflow.readRunIndex', { workflowId: opened.value.workflowId });
const { iteration } = columns.value.runs;
document.body.dataset.columns = iteration.constructor.name + ' ' + iteration.length + ' ' + columns.value.runs.count;
document.title = 'ready';
`;

let browser: Browser;
let app: BuiltApp;
let launched: LaunchedStandIn;

const hasChromium = isChromiumInstalled();
beforeEach(({ skip }) => skip(!hasChromium, 'Chromium is not installed'));

beforeAll(async () => {
  if (!hasChromium) return;
  app = await buildApp();
  await addWorker(app);
  await writeFile(join(app.path, 'dist', 'renderer', 'index.html'), HTML);
  await writeFile(join(app.path, 'dist', 'renderer', 'assets', 'page.js'), SCRIPT);
  browser = await chromium.launch({ executablePath: chromiumFile(), args: [...chromiumFlags] });
  launched = await launchStandIn({ browser, appPath: app.path, paths: ['/data/a'] });
}, 120_000);
afterAll(async () => {
  if (!hasChromium) return;
  await launched.close();
  await browser.close();
  app.remove();
});

const body = (name: string): Promise<string | null> =>
  launched.page.locator('body').getAttribute(`data-${name}`);

describe('the page in a browser on the stand-in', { timeout: 60_000 }, () => {
  it('calls through the preload, and gets columns as they are', async () => {
    await expect.poll(() => launched.page.title(), { timeout: 30_000 }).toBe('ready');
    const taken = { ok: true, value: { requests: [{ path: '/data/a' }] } };
    expect(JSON.parse((await body('taken')) ?? 'null')).toEqual(taken);
    expect(await body('columns')).toMatch(/^Uint32Array ([1-9]\d*) \1$/);
  });

  it('is held to the policy of the protocol handler', async () => {
    expect(await launched.page.locator('html').getAttribute('data-inline')).toBeNull();
    const fetching = launched.page.evaluate(() =>
      fetch('https://example.org/').then(
        () => 'sent',
        () => 'stopped',
      ),
    );
    expect(await fetching).toBe('stopped');
  });

  it('hears events', async () => {
    launched.standIn.secondInstance(['/data/b'], '/');
    await expect.poll(() => body('heard')).toBe('[["/data/b"]]');
  });

  it('is a new document after a reload', async () => {
    await launched.page.reload();
    await expect.poll(() => launched.page.title(), { timeout: 30_000 }).toBe('ready');
    expect(launched.standIn.contents.$loads).toBe(2);
    launched.standIn.secondInstance(['/data/c'], '/');
    await expect.poll(() => body('heard')).toBe('[["/data/c"]]');
  });

  it('knows the path of what is dropped', async () => {
    await launched.setDroppedPath('/data/my workflow');
    const path = await launched.page.evaluate(() => {
      const { earshot } = window as unknown as { earshot: { pathOfFile(file: File): string } };
      return earshot.pathOfFile(new File([], 'my workflow'));
    });
    expect(path).toBe('/data/my workflow');
  });
});
