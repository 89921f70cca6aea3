/** Kinds of changes that a store collects before it commits them (hpcflow's `_pending`, §9.1). */
export const PENDING_KINDS = [
  'tasks',
  'template_tasks',
  'loops',
  'template_loops',
  'loops_added_iters',
  'template_components',
  'element_sets',
  'elements',
  'element_iterations',
  'element_iterations_idx',
  'EARs',
  'loop_idx',
  'parameter_data',
  'parameter_sources',
  'parameter_source_updates',
  'submissions',
  'submission_attempts',
  'jobscript_version_info',
  'jobscript_submit_times',
  'jobscript_job_IDs',
  'EAR_submission_idx',
  'EAR_start_times',
  'EAR_end_times',
  'remove_replaced_dir_record',
] as const;

/** Kinds that only the Zarr store has. */
export const ZARR_PENDING_KINDS = ['element_attrs', 'element_iter_attrs', 'EAR_attrs'] as const;

export type PendingKind = (typeof PENDING_KINDS)[number] | (typeof ZARR_PENDING_KINDS)[number];

/** Counts of changes not yet committed, by kind. Reading never adds one. */
export class PendingChanges {
  readonly #counts = new Map<PendingKind, number>();

  /** @param ignored - Kinds that do not make a store “pending” (Zarr: `element_attrs`). */
  constructor(readonly ignored: readonly PendingKind[] = []) {}

  add(kind: PendingKind): void {
    this.#counts.set(kind, this.count(kind) + 1);
  }

  count(kind: PendingKind): number {
    return this.#counts.get(kind) ?? 0;
  }

  clear(): void {
    this.#counts.clear();
  }

  /** True when nothing that counts is pending. */
  get isEmpty(): boolean {
    for (const [kind, count] of this.#counts) {
      if (count > 0 && !this.ignored.includes(kind)) return false;
    }
    return true;
  }
}
