import { create } from 'zustand';
import type { Settings } from '../../shared/contract/settings.ts';

/** What a person prefers, as far as parts of pages must know; set by the app. */
interface Preferences {
  /** Times are told in UTC instead of the system's zone. */
  readonly isUtc: boolean;
  /** Shortcuts of one letter alone work. */
  readonly hasSingleKeys: boolean;
  readonly digitGroups: Settings['digitGroups'];
}

export const usePreferences = create<Preferences>(() => ({
  isUtc: false,
  hasSingleKeys: true,
  digitGroups: 'space',
}));
