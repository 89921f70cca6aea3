import {
  CHECK_EVERY_SECONDS,
  type Settings,
  type Theme,
  ZOOM_STEPS,
} from '../../../shared/contract/settings.ts';
import { useHostDescription } from '../../queries/host.ts';
import { useChangeSettings, useSettings } from '../../queries/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Note } from '../../ui/Note.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { KeptIndexes } from './KeptIndexes.tsx';
import styles from './SettingsDialog.module.css';
import { UpdateSetting } from './UpdateSetting.tsx';

const THEME_OPTIONS: readonly { readonly value: Theme; readonly label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
  { value: 'hc-dark', label: 'High contrast, dark' },
  { value: 'hc-light', label: 'High contrast, light' },
];
const DENSITIES: readonly { readonly value: Settings['density']; readonly label: string }[] = [
  { value: 'compact', label: 'Compact' },
  { value: 'comfortable', label: 'Comfortable' },
];
const ZONES: readonly { readonly value: Settings['timeZone']; readonly label: string }[] = [
  { value: 'system', label: 'Of the system' },
  { value: 'utc', label: 'UTC' },
];

const GROUPS: readonly { readonly value: Settings['digitGroups']; readonly label: string }[] = [
  { value: 'space', label: '12\u2009345' },
  { value: 'comma', label: '12,345' },
  { value: 'none', label: '12345' },
];

const CHECKS = CHECK_EVERY_SECONDS.map((seconds) => ({
  value: String(seconds),
  label: seconds === 0 ? 'Off' : `${seconds} s`,
}));

/** The steps, and what is set now when it is none: the file may say so. */
function zoomOptions(now: number): readonly { readonly value: string; readonly label: string }[] {
  const steps = [...new Set([...ZOOM_STEPS, now])].sort((a, b) => a - b);
  return steps.map((percent) => ({ value: String(percent), label: `${percent} %` }));
}

/** What people choose for themselves; used at once, in every window. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { settings, problem } = useSettings();
  const change = useChangeSettings();
  const { data: host } = useHostDescription();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Settings"
      footer={
        <Button variant="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      <div className={styles.settings}>
        {problem !== undefined && (
          <Note kind="warn" title="Not as it should be.">
            {problem}
          </Note>
        )}
        <SelectField
          label="Theme"
          value={settings.theme}
          options={THEME_OPTIONS}
          onChange={(theme) => change({ theme })}
        />
        <div className={styles.row}>
          <span aria-hidden>Density of tables</span>
          <Segments
            label="Density of tables"
            value={settings.density}
            options={DENSITIES}
            onChange={(density) => change({ density })}
          />
        </div>
        <div className={styles.row}>
          <span aria-hidden>Times in the zone</span>
          <Segments
            label="Times in the zone"
            value={settings.timeZone}
            options={ZONES}
            onChange={(timeZone) => change({ timeZone })}
          />
        </div>
        <div className={styles.row}>
          <span aria-hidden>Thousands in counts</span>
          <Segments
            label="Thousands in counts"
            value={settings.digitGroups}
            options={GROUPS}
            onChange={(digitGroups) => change({ digitGroups })}
          />
        </div>
        <div className={styles.row}>
          <span aria-hidden>Check running workflows every</span>
          <Segments
            label="Check running workflows every"
            value={String(settings.checkEverySeconds)}
            options={CHECKS}
            onChange={(chosen) => {
              const checkEverySeconds = CHECK_EVERY_SECONDS.find(
                (known) => String(known) === chosen,
              );
              if (checkEverySeconds !== undefined) change({ checkEverySeconds });
            }}
          />
        </div>
        {host?.capabilities.zoom === true && (
          <SelectField
            label="Zoom"
            value={String(settings.zoomPercent)}
            options={zoomOptions(settings.zoomPercent)}
            onChange={(percent) => change({ zoomPercent: Number(percent) })}
          />
        )}
        {host?.capabilities.notifications === true && (
          <Checkbox
            label="Notify when runs fail or all have ended"
            isChecked={settings.hasNotifications}
            onChange={(hasNotifications) => change({ hasNotifications })}
          />
        )}
        <Checkbox
          label="Shortcuts of one letter, such as F for failures"
          isChecked={settings.hasSingleKeys}
          onChange={(hasSingleKeys) => change({ hasSingleKeys })}
        />
        {host?.capabilities.windows === true && (
          <Checkbox
            label="Reopen windows and tabs at start"
            isChecked={settings.reopensWindows}
            onChange={(reopensWindows) => change({ reopensWindows })}
          />
        )}
        {host?.capabilities.updates === true && <UpdateSetting />}
        <KeptIndexes />
      </div>
    </Dialog>
  );
}
