import { create } from 'zustand';
import type { Subject } from '../../../shared/contract/operations.ts';
import type { WorkflowCommand } from '../../queries/workflow-commands.ts';

/** What a person wants done, before it is looked at. */
export interface CommandRequest {
  readonly command: WorkflowCommand;
  readonly subject: Subject;
  readonly name: string;
}

/** The dialog that is shown; one at a time. */
export type OperationsDialog =
  | { readonly kind: 'request'; readonly request: CommandRequest }
  | { readonly kind: 'watch'; readonly operationId: string }
  | { readonly kind: 'left-overs' };

interface OperationsView {
  readonly dialog: OperationsDialog | undefined;
  /** The person wants to decide later about what is left. */
  readonly areLeftOversPutOff: boolean;
}

export const useOperationsView = create<OperationsView>(() => ({
  dialog: undefined,
  areLeftOversPutOff: false,
}));

export function requestCommand(command: WorkflowCommand, subject: Subject, name: string): void {
  useOperationsView.setState({ dialog: { kind: 'request', request: { command, subject, name } } });
}

export function watchOperation(operationId: string): void {
  useOperationsView.setState({ dialog: { kind: 'watch', operationId } });
}

export function showLeftOvers(): void {
  useOperationsView.setState({ dialog: { kind: 'left-overs' } });
}

export function closeOperationsDialog(): void {
  useOperationsView.setState({ dialog: undefined });
}

export function putOffLeftOvers(): void {
  useOperationsView.setState({ areLeftOversPutOff: true });
}
