/** Where hpcflow itself errs and the correct answer is ours (FORMATS §15), by trap number. */
export type RuleName =
  /** Zarr: iterations listed repeatedly for elements that were read while they were pending. */
  | 'T3'
  /**
   * Zarr: task counts in the text order of group names; elements cut off or not readable. Since GEN2:
   * the elements of inserted tasks given to other tasks.
   */
  | 'T4'
  /** Zarr: the submission of a run, set by the place of its action and not by its index. */
  | 'T5'
  /** Zarr: a loop whose name was not saved; hpcflow cannot read the iterations. */
  | 'T6'
  /**
   * JSON: gaps in the parameter indices; hpcflow cannot read all parameters at once, and numbers a new
   * one as one that is there, which it overwrites.
   */
  | 'T7'
  /** Zarr: arrays that are gone, or mixed up with those of a rejected parameter. */
  | 'T8'
  /** Since a157: unset parameters, which are `0` there, counted as set. */
  | 'T9'
  /** Map keys that were no texts. */
  | 'T10'
  /** Tuples that directly hold sets or arrays; hpcflow cannot put them back. */
  | 'T11'
  /** Zarr, before a103: loops of iterations by place in a table instead of by name. */
  | 'T20'
  /** Zip: hpcflow looks for the files of jobscripts beside the archive, not in it. */
  | 'zip files'
  /** Traces of a crash: task groups without a task in the template. */
  | 'T24';

/** What the comparison of one workflow found. */
export class Findings {
  readonly differences: string[] = [];
  readonly rules = new Map<RuleName, number>();
  /** Errors of hpcflow that our stores raise too, or that lie outside of the stores, by kind. */
  readonly raises = new Map<string, number>();

  differs(place: string, what: string): void {
    this.differences.push(`${place}: ${what}`);
  }

  followed(rule: RuleName): void {
    this.rules.set(rule, (this.rules.get(rule) ?? 0) + 1);
  }

  raised(kind: string): void {
    this.raises.set(kind, (this.raises.get(kind) ?? 0) + 1);
  }
}

/** Adds the counts of one map to another. */
export function addCounts<K>(into: Map<K, number>, counts: ReadonlyMap<K, number>): void {
  for (const [key, count] of counts) into.set(key, (into.get(key) ?? 0) + count);
}

export function countsText(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  return sorted.map(([name, count]) => `${name} ${count}`).join(', ');
}
