import type { AppError } from '../../../shared/contract/errors.ts';
import type {
  Operation,
  OperationKind,
  OperationPhase,
  OperationProgress,
} from '../../../shared/contract/operations.ts';
import { formatBytes, formatCount, formatCounted } from '../../ui/format.ts';
import { baseName } from '../../ui/path-parts.ts';

const DOING: Readonly<Record<OperationKind, string>> = {
  copy: 'Copying',
  convert: 'Converting',
  rename: 'Renaming',
  trash: 'Moving to trash:',
  restore: 'Bringing back',
  delete: 'Deleting',
  clean: 'Cleaning up after',
};

const NOT_DONE: Readonly<Record<OperationKind, string>> = {
  copy: 'was not copied',
  convert: 'was not converted',
  rename: 'was not renamed',
  trash: 'was not moved to the trash',
  restore: 'was not brought back',
  delete: 'was not deleted completely',
  clean: 'was not cleaned up completely',
};

/** True for what ends with a workflow that was not there before. */
export function makesNew(kind: OperationKind): boolean {
  return kind === 'copy' || kind === 'convert';
}

/** What is being done: the title of its dialog. */
export function doingWords({ kind, name }: Pick<Operation, 'kind' | 'name'>): string {
  return `${DOING[kind]} ${name}`;
}

const NOT_DONE_TITLES: Readonly<Record<OperationKind, string>> = {
  copy: 'Not copied',
  convert: 'Not converted',
  rename: 'Not renamed',
  trash: 'Not moved to the trash',
  restore: 'Not brought back',
  delete: 'Not deleted',
  clean: 'Not cleaned up',
};

/** How it ended: the title of the dialog that says so. */
export function endedTitle({ kind, outcome }: Pick<Operation, 'kind' | 'outcome'>): string {
  if (outcome?.kind !== 'failed') return kind === 'convert' ? 'Converted' : 'Copied';
  return outcome.error.code === 'cancelled' ? 'Cancelled' : NOT_DONE_TITLES[kind];
}

/** What did not work; what became of it and what to do stand in the error itself. */
export function failureTitle(
  { kind, name }: Pick<Operation, 'kind' | 'name'>,
  error: AppError,
): string {
  return error.code === 'cancelled' ? 'Cancelled.' : `${name} ${NOT_DONE[kind]}.`;
}

/** What the host says when it stopped and left nothing. */
const PLAIN_CANCEL = 'The operation was cancelled.';

const PLAIN_CANCELS: Partial<Readonly<Record<OperationKind, string>>> = {
  copy: 'The partial copy was removed; the original was not touched.',
  convert: 'What was made so far was removed; the original was not touched.',
};

/** The sentences of a failed operation, and what a cancelled one left behind. */
export function failureDetail({ kind }: Pick<Operation, 'kind'>, error: AppError): string {
  const { action, code, message } = error;
  // Where the host says more than that it stopped, something is left, and that is what matters.
  if (code === 'cancelled' && message === PLAIN_CANCEL && kind !== 'clean') {
    return PLAIN_CANCELS[kind] ?? 'Nothing was changed.';
  }
  return action === undefined ? message : `${message} ${action}`;
}

/** What was done, in one sentence. */
export function doneWords({ kind, name, target, outcome }: Operation): string {
  const result = outcome?.kind === 'done' ? outcome.result : undefined;
  const newName = baseName(result?.path ?? target ?? '');
  switch (kind) {
    case 'copy':
      return `${name} is copied to ${newName}.`;
    case 'convert':
      return `${name} is converted to ${newName}.`;
    case 'rename':
      return `${name} is now ${newName}.`;
    case 'trash':
      return `${name} is in the trash.`;
    case 'restore':
      return `${name} is back.`;
    case 'delete':
      return result?.files === undefined
        ? `${name} is deleted.`
        : `${name} is deleted, ${formatCounted(result.files, 'file')}.`;
    case 'clean':
      return `What was left of ${name} is cleaned up.`;
  }
}

/** What there is to know of a copy or another form that was made. */
export function copyFacts({ outcome }: Operation): string | undefined {
  if (outcome?.kind !== 'done') return undefined;
  const { files, isCompared, sizeBytes } = outcome.result;
  if (files === undefined || sizeBytes === undefined) return undefined;
  const checked = isCompared === true ? 'read back and equal' : 'counted again and opened';
  return `${formatCounted(files, 'file')}, ${formatBytes(sizeBytes)}, ${checked}.`;
}

export interface Step {
  readonly text: string;
  readonly state: 'done' | 'now' | 'next';
}

const COPY_STEPS: readonly { readonly phases: readonly OperationPhase[]; readonly text: string }[] =
  [
    { phases: ['starting', 'copying'], text: 'Copy under another name' },
    { phases: ['flushing'], text: 'Bring it to the disk' },
    { phases: ['verifying'], text: 'Read it back and compare' },
    { phases: ['opening'], text: 'Open the copy' },
    { phases: ['finishing'], text: 'Give it its final name' },
  ];
const CONVERT_STEPS: typeof COPY_STEPS = [
  { phases: ['starting', 'converting', 'copying'], text: 'Make it under another name' },
  { phases: ['flushing'], text: 'Bring it to the disk' },
  { phases: ['verifying'], text: 'Read it back and compare' },
  { phases: ['opening'], text: 'Open both and compare their runs' },
  { phases: ['finishing'], text: 'Give it its final name' },
];
const DELETE_STEPS: typeof COPY_STEPS = [
  { phases: ['starting', 'measuring'], text: 'See that nothing changed' },
  { phases: ['removing'], text: 'Remove its files' },
];

const STEPS: Partial<Readonly<Record<OperationKind, typeof COPY_STEPS>>> = {
  copy: COPY_STEPS,
  convert: CONVERT_STEPS,
  delete: DELETE_STEPS,
};

/** The steps of a long operation, and where it is; none for short ones. */
export function stepsOf({ kind, progress }: Operation): readonly Step[] {
  const steps = STEPS[kind] ?? [];
  if (progress.phase === 'cleaning') return [{ text: 'Clean up', state: 'now' }];
  const at = steps.findIndex(({ phases }) => phases.includes(progress.phase));
  return steps.map(({ text }, row) => ({
    text,
    state: row < at ? 'done' : row === at ? 'now' : 'next',
  }));
}

/** The share that is done, 0 to 1; undefined when it is not known. */
export function shareOf({ files, sizeBytes, total }: OperationProgress): number | undefined {
  if (total === undefined || total.files === 0) return undefined;
  // Of one file, only its bytes tell how far it is.
  if (total.files === 1 && total.sizeBytes > 0) return Math.min(1, sizeBytes / total.sizeBytes);
  const byFiles = files / total.files;
  const share =
    sizeBytes > 0 && total.sizeBytes > 0 ? (byFiles + sizeBytes / total.sizeBytes) / 2 : byFiles;
  return Math.min(1, share);
}

/** `104 MB/s, 142 files/s`. */
export function rateWords({ bytesPerS, filesPerS }: OperationProgress): string {
  const files = filesPerS >= 0.5 ? `${formatCount(filesPerS)} files/s` : undefined;
  const bytes = bytesPerS >= 1 ? `${formatBytes(bytesPerS)}/s` : undefined;
  return [bytes, files].filter((part) => part !== undefined).join(', ');
}

const MINUTE_MS = 60_000;

/** `2 to 3 min left`; nothing while it would be a guess. */
export function remainingWords({ remaining }: OperationProgress): string {
  if (remaining === undefined) return '';
  const { highMs, lowMs } = remaining;
  if (highMs < 1.5 * MINUTE_MS) {
    const low = Math.max(1, Math.round(lowMs / 1000));
    return range(low, Math.max(low, Math.round(highMs / 1000)), 's');
  }
  if (highMs < 90 * MINUTE_MS) {
    const low = Math.max(1, Math.round(lowMs / MINUTE_MS));
    return range(low, Math.max(low, Math.round(highMs / MINUTE_MS)), 'min');
  }
  const low = Math.max(1, Math.round(lowMs / MINUTE_MS / 60));
  return range(low, Math.max(low, Math.round(highMs / MINUTE_MS / 60)), 'h');
}

function range(low: number, high: number, unit: string): string {
  return low === high
    ? `About ${formatCount(low)} ${unit} left`
    : `About ${formatCount(low)} to ${formatCount(high)} ${unit} left`;
}

/** What cancelling does, said before. */
export function cancelWords(kind: OperationKind): string {
  switch (kind) {
    case 'copy':
      return 'Cancelling removes the partial copy.';
    case 'convert':
      return 'Cancelling removes what is made so far.';
    case 'delete':
    case 'clean':
      return 'What is removed by then stays removed.';
    default:
      return '';
  }
}
