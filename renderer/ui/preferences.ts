import { create } from 'zustand';

/** What a person prefers, as far as parts of pages must know; set by the app. */
interface Preferences {
  /** Times are told in UTC instead of the system's zone. */
  readonly isUtc: boolean;
  /** Shortcuts of one letter alone work. */
  readonly hasSingleKeys: boolean;
}

export const usePreferences = create<Preferences>(() => ({ isUtc: false, hasSingleKeys: true }));
