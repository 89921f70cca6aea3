import { test } from '@playwright/test';

test('every spec under real Electron', () => {
  test.skip(true, 'the binary of Electron is not installed');
});
