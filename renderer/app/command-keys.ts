import { APP_COMMANDS, type AppCommandId } from '../../shared/contract/app-commands.ts';

const ARROWS: Readonly<Record<string, string>> = { '←': 'ArrowLeft', '→': 'ArrowRight' };
/** Heard otherwise: by the event `paste`, by the menu of the system, and where workflows are worked on. */
const HEARD_ELSEWHERE: readonly AppCommandId[] = [
  'paste-path',
  'new-window',
  'close-tab',
  'copy-workflow',
  'duplicate-workflow',
  'rename-workflow',
  'trash-workflow',
  'delete-workflow',
];

/** True when an event is of these keys, such as `Ctrl Shift O`; `Ctrl` is ⌘ too. */
export function isOfKeys(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split(' ');
  const key = parts.at(-1) ?? '';
  const has = (part: string): boolean => parts.slice(0, -1).includes(part);
  return (
    event.key.toLowerCase() === (ARROWS[key] ?? key).toLowerCase() &&
    (event.ctrlKey || event.metaKey) === has('Ctrl') &&
    event.altKey === has('Alt') &&
    // A sign such as `?` may need Shift, by the keyboard.
    (event.shiftKey === has('Shift') || /^[^\w\s]$/.test(key))
  );
}

/** One letter or sign alone; some input methods type them by chance. */
export function isSingleKey(keys: string): boolean {
  return keys.length === 1;
}

/** The command of the keys that were pressed. */
export function commandOfKeys(
  event: KeyboardEvent,
  hasSingleKeys: boolean,
): AppCommandId | undefined {
  return APP_COMMANDS.find(
    ({ id, keys }) =>
      keys !== undefined &&
      !HEARD_ELSEWHERE.includes(id) &&
      (hasSingleKeys || !isSingleKey(keys)) &&
      isOfKeys(event, keys),
  )?.id;
}
