import { z } from 'zod';

export const THEMES = ['system', 'dark', 'light', 'hc-dark', 'hc-light'] as const;
export type Theme = (typeof THEMES)[number];

/** What people chose for themselves; the same in all windows of a host. */
export const SettingsSchema = z.object({
  theme: z.enum(THEMES),
  density: z.enum(['compact', 'comfortable']),
  /** In which zone times are told. */
  timeZone: z.enum(['system', 'utc']),
  /** Keys that are one letter alone, such as `F`; some input methods type them by chance. */
  hasSingleKeys: z.boolean(),
});
export type Settings = z.infer<typeof SettingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  density: 'compact',
  timeZone: 'system',
  hasSingleKeys: true,
};

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
  };
}
