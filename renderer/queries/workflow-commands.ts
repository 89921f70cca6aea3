import { createContext, useContext } from 'react';
import type { Identity } from '../../shared/contract/documents.ts';
import type { Subject } from '../../shared/contract/operations.ts';
import { conversionOf } from '../../shared/model/conversions.ts';

export const WORKFLOW_COMMANDS = [
  'copy',
  'duplicate',
  'convert',
  'rename',
  'trash',
  'delete',
] as const;
/** What can be done with a whole workflow. */
export type WorkflowCommand = (typeof WORKFLOW_COMMANDS)[number];

/** Ways to do something with a whole workflow, offered by the app to every feature. */
export interface WorkflowCommander {
  /** What this host allows. */
  readonly allowed: readonly WorkflowCommand[];
  /** Looks at the workflow first, then asks. */
  readonly start: (command: WorkflowCommand, subject: Subject, name: string) => void;
}

const Context = createContext<WorkflowCommander | undefined>(undefined);

export const WorkflowCommanderProvider = Context.Provider;

/** An entry of a menu. */
export interface CommandEntry {
  readonly id: WorkflowCommand | 'read-only';
  readonly label: string;
  readonly keys?: string | undefined;
  readonly isDisabled: boolean;
  readonly onChoose: () => void;
}

/** Ctrl is Cmd on macOS. */
export const COMMAND_KEYS: Partial<Readonly<Record<WorkflowCommand, string>>> = {
  copy: 'Ctrl Shift S',
  duplicate: 'Ctrl Shift D',
  rename: 'F2',
  trash: 'Ctrl Delete',
  delete: 'Shift Delete',
};

const LABELS: Readonly<Record<WorkflowCommand, string>> = {
  copy: 'Copy…',
  duplicate: 'Duplicate',
  convert: 'Convert…',
  rename: 'Rename…',
  trash: 'Move to trash',
  delete: 'Delete permanently…',
};

/** What the commands that are offered for a workflow depend on. */
export type CommandTarget = Pick<Identity, 'name' | 'store' | 'generation'>;

/**
 * Entries of the menu of a workflow; a host that only reads says so in the last one.
 *
 * @throws {Error} outside the app.
 */
export function useCommandEntries(
  subject: Subject,
  { name, store, generation }: CommandTarget,
  hasKeys: boolean,
): readonly CommandEntry[] {
  const commander = useContext(Context);
  if (commander === undefined) throw new Error('useCommandEntries needs the app around it');
  const { allowed, start } = commander;
  const isConvertible = 'to' in conversionOf(store, generation);
  const offered = WORKFLOW_COMMANDS.filter((command) => command !== 'convert' || isConvertible);
  const entries = offered.map((command) => ({
    id: command,
    label: LABELS[command],
    keys: hasKeys ? COMMAND_KEYS[command] : undefined,
    isDisabled: !allowed.includes(command),
    onChoose: () => start(command, subject, name),
  }));
  if (allowed.length > 0) return entries;
  const why = {
    id: 'read-only' as const,
    label: 'This host only reads',
    isDisabled: true,
    onChoose: () => undefined,
  };
  return [...entries, why];
}
