import { afterAll, beforeAll, describe, it, vi } from 'vitest';
import { type BuiltApp, buildApp } from '../../stand-in/build-app.ts';
import { withApplication } from './application-access.ts';
import { HOST_RULE_NAMES, HOST_RULES } from './host-rules.ts';

// Builds and threads take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

describe('the built Electron host', () => {
  let app: BuiltApp;
  beforeAll(async () => {
    app = await buildApp();
  }, 120_000);
  afterAll(() => app.remove());

  it.each(HOST_RULE_NAMES)('%s', async (name) => {
    await withApplication({ appPath: app.path }, HOST_RULES[name]);
  });
});
