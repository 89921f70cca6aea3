import { z } from 'zod';
import { APP_COMMAND_IDS } from './app-commands.ts';
import { IdentitySchema } from './documents.ts';
import { AppErrorSchema } from './errors.ts';
import { OperationSchema } from './operations.ts';
import { SettingsSchema } from './settings.ts';

/** The one list of what the host tells without being asked. Names are `noun.pastTense`. */
export const EVENTS = {
  /** How far a call is. `total` is absent while it is unknown. */
  'call.progressed': z.object({
    callId: z.string(),
    /** What is being done, for people: `Reading runs`. */
    phase: z.string(),
    done: z.number(),
    total: z.number().optional(),
  }),
  /** The worker of a workflow ended unexpectedly; `workflow.reopen` starts it anew. */
  'workflow.crashed': z.object({ workflowId: z.string(), error: AppErrorSchema }),
  /** An open workflow has another path; its id is still the same. */
  'workflow.moved': z.object({ workflowId: z.string(), identity: IdentitySchema }),
  /** An open workflow was moved to the trash or deleted, and is closed. */
  'workflow.removed': z.object({ workflowId: z.string(), path: z.string() }),
  /** An operation began, went on, or ended. */
  'operation.changed': z.object({ operation: OperationSchema }),
  /** Someone asked for these paths: a second start, a file manager, a drop on the icon. */
  'host.openRequested': z.object({ paths: z.array(z.string()) }),
  /** The person chose a command in the menu of the window. */
  'host.commandRequested': z.object({ command: z.enum(APP_COMMAND_IDS) }),
  'library.changed': z.object({}),
  /** Settings were changed, in this window or another. */
  'settings.changed': SettingsSchema,
} as const;

export type EventName = keyof typeof EVENTS;
export type EventPayload<N extends EventName> = z.infer<(typeof EVENTS)[N]>;

/** An event as it crosses. Numbers count up by one per connection; a gap means something was lost. */
export interface EventMessage<N extends EventName = EventName> {
  readonly seq: number;
  readonly name: N;
  readonly payload: EventPayload<N>;
}
