import type { Browser, Page } from '@playwright/test';
import { launchElectron } from './hosts/electron.ts';
import { launchLoopback } from './hosts/loopback.ts';
import { launchStandInHost } from './hosts/stand-in.ts';

export type HostName = 'loopback' | 'stand-in' | 'electron';

export interface HostOptions {
  /** Which host the specs run on: one per Playwright project. */
  readonly host: HostName;
}

export interface LaunchOptions {
  readonly browser: Browser;
  /** A new folder of the test: the app's own data, temporary files. */
  readonly folder: string;
  /** Paths given on the command line. */
  readonly paths: readonly string[];
  /** Folders that may be browsed, where the host limits them. */
  readonly roots: readonly string[];
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'dark' | 'light';
  /** Called with the page before it loads anything. */
  readonly onPage: (page: Page) => void;
  /** The host may write; only where it is asked. */
  readonly allowWrites: boolean;
  /** User and group the host runs as, where it is a process of its own. */
  readonly userId?: number | undefined;
  /** Whether {@link RunningApp.failWorker} will be called, where the host is a process of its own. */
  readonly hasFaults?: boolean | undefined;
}

/** A running app with its page. */
export interface RunningApp {
  readonly page: Page;
  /** What the system's own open dialog will give; only where the host has one. */
  readonly answerOpenDialog?: ((paths: readonly string[]) => void) | undefined;
  /** Makes the next file of this name that is dropped come from this path, where hosts know paths. */
  readonly setDroppedPath?: ((path: string) => Promise<void>) | undefined;
  /** Makes the thread that reads the workflow at this path fail. */
  readonly failWorker?: ((path: string) => void) | undefined;
  /** Address with the token, where there is one. */
  readonly url?: string | undefined;
  close(): Promise<void>;
}

/** The one place that chooses the host. */
export function launchOn(host: HostName, options: LaunchOptions): Promise<RunningApp> {
  switch (host) {
    case 'loopback':
      return launchLoopback(options);
    case 'stand-in':
      return launchStandInHost(options);
    case 'electron':
      return launchElectron(options);
  }
}
