import { useChangeSettings, useSettings } from '../../queries/settings.ts';
import { useUpdate } from '../../queries/updates.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { formatTime } from '../../ui/format.ts';
import styles from './SettingsDialog.module.css';

/** Whether to look for newer releases, which is the only use of the network, and what was found. */
export function UpdateSetting() {
  const { settings } = useSettings();
  const change = useChangeSettings();
  const { answer, isLooking, lookNow } = useUpdate();
  return (
    <div>
      <Checkbox
        label="Look for a newer version once a day, on github.com"
        isChecked={settings.looksForUpdates}
        onChange={(looksForUpdates) => change({ looksForUpdates })}
      />
      {settings.looksForUpdates && (
        <div className={styles.row}>
          <span role="status">
            {isLooking && 'Looking…'}
            {!isLooking &&
              answer?.kind === 'current' &&
              `This is the newest version, as of ${formatTime(answer.checkedMs)}.`}
            {!isLooking && answer?.kind === 'failed' && answer.message}
            {!isLooking && answer?.kind === 'newer' && (
              <>
                Version {answer.version} is there: <code>{answer.page}</code>
              </>
            )}
          </span>
          {answer?.kind === 'newer' ? (
            <CopyButton text={answer.page} what="address" />
          ) : (
            <Button size="small" disabled={isLooking} onClick={lookNow}>
              Look now
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
