import { z } from 'zod';

export const THEMES = ['system', 'dark', 'light', 'hc-dark', 'hc-light'] as const;
export type Theme = (typeof THEMES)[number];

/** How often a running workflow is looked at; 0: only when it is asked for. */
export const CHECK_EVERY_SECONDS = [0, 5, 15, 60] as const;

/** What people chose for themselves; the same in all windows of a host. */
export const SettingsSchema = z.object({
  theme: z.enum(THEMES),
  density: z.enum(['compact', 'comfortable']),
  /** In which zone times are told. */
  timeZone: z.enum(['system', 'utc']),
  /** Keys that are one letter alone, such as `F`; some input methods type them by chance. */
  hasSingleKeys: z.boolean(),
  /** Of the whole window, in percent; where the host has no zoom of its own. */
  zoomPercent: z.number().int().min(50).max(300),
  /** What stands between groups of three digits of counts. Values are shown as they are. */
  digitGroups: z.enum(['space', 'comma', 'none']),
  /** Windows and their tabs are there again at the next start; where the host has windows. */
  reopensWindows: z.boolean(),
  /** The only thing that makes Earshot ask anything of the network. */
  looksForUpdates: z.boolean(),
  /** Pause between two looks at a running workflow that is shown. */
  checkEverySeconds: z.literal(CHECK_EVERY_SECONDS),
  /** When runs fail or all have ended, and another window is in front; where the host can. */
  hasNotifications: z.boolean(),
});
export type Settings = z.infer<typeof SettingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  density: 'compact',
  timeZone: 'system',
  hasSingleKeys: true,
  zoomPercent: 100,
  digitGroups: 'space',
  reopensWindows: true,
  looksForUpdates: false,
  checkEverySeconds: 5,
  hasNotifications: false,
};

/** Steps of the zoom, as browsers have them. */
export const ZOOM_STEPS: readonly number[] = [
  50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300,
];

/** The next step up or down; the last one at the end. */
export function zoomedBy(zoomPercent: number, by: -1 | 1): number {
  const steps = by > 0 ? ZOOM_STEPS : [...ZOOM_STEPS].reverse();
  return steps.find((step) => (by > 0 ? step > zoomPercent : step < zoomPercent)) ?? zoomPercent;
}

export const SettingsAnswerSchema = z.object({
  settings: SettingsSchema,
  /** Why what was kept is not used, or why a change will be forgotten; in a sentence. */
  problem: z.string().optional(),
});
export type SettingsAnswer = z.infer<typeof SettingsAnswerSchema>;

/** Only what is to change. */
export const SettingsChangeSchema = SettingsSchema.partial().strict();
export type SettingsChange = z.infer<typeof SettingsChangeSchema>;

/** Settings with some of them changed. */
export function changedSettings(settings: Settings, change: SettingsChange): Settings {
  return {
    theme: change.theme ?? settings.theme,
    density: change.density ?? settings.density,
    timeZone: change.timeZone ?? settings.timeZone,
    hasSingleKeys: change.hasSingleKeys ?? settings.hasSingleKeys,
    zoomPercent: change.zoomPercent ?? settings.zoomPercent,
    digitGroups: change.digitGroups ?? settings.digitGroups,
    reopensWindows: change.reopensWindows ?? settings.reopensWindows,
    looksForUpdates: change.looksForUpdates ?? settings.looksForUpdates,
    checkEverySeconds: change.checkEverySeconds ?? settings.checkEverySeconds,
    hasNotifications: change.hasNotifications ?? settings.hasNotifications,
  };
}
