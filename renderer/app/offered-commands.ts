import { APP_COMMANDS, type AppCommand } from '../../shared/contract/app-commands.ts';
import type { Capabilities } from '../../shared/contract/host.ts';

/** The commands that lead somewhere here; before the host has said what it can do, those that always do. */
export function offeredCommands(
  capabilities: Capabilities | undefined,
  hasWorkflow: boolean,
): readonly AppCommand[] {
  return APP_COMMANDS.filter(
    ({ needs, isOfWorkflow }) =>
      (needs === undefined || capabilities?.[needs] === true) &&
      (isOfWorkflow !== true || hasWorkflow),
  );
}
