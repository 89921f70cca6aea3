import type { HeldFile, TreeControl, TreePhase } from '../files/tree/tree-control.ts';

/** Numbers that the threads of one tree operation share. */
export interface TreeSharedState {
  /** One integer for each {@link Cell}. */
  readonly cells: Int32Array;
  /**
   * Files and bytes done by the lead, then by the helper. Each thread writes its own two only, so
   * plain additions do.
   */
  readonly counters: Float64Array;
}

export const Cell = {
  /** 1 when a person cancelled. */
  cancelled: 0,
  /** 1 when the helper is to do nothing more, or has met with something. */
  stopped: 1,
  /** Messages sent to the helper. */
  sent: 2,
  /** Messages that the helper is done with. */
  done: 3,
  /** Answers given to questions of the lead. */
  answers: 4,
  /** Counts up to wake threads that wait for a file. */
  wakes: 5,
  /** 1 when a person asked the thread to go on without the file it waits for. */
  leadSkips: 6,
  helperSkips: 7,
} as const;

const CELL_COUNT = 8;
const COUNTER_COUNT = 4;
/** Counters begin at a multiple of eight bytes. */
const COUNTERS_AT_BYTES = 32;

export function newSharedBuffer(): SharedArrayBuffer {
  return new SharedArrayBuffer(COUNTERS_AT_BYTES + COUNTER_COUNT * 8);
}

/** Files and bytes done by both threads. */
export function countedBy({ counters }: TreeSharedState): { files: number; sizeBytes: number } {
  const [leadFiles = 0, leadBytes = 0, helperFiles = 0, helperBytes = 0] = counters;
  return { files: leadFiles + helperFiles, sizeBytes: leadBytes + helperBytes };
}

export function sharedState(buffer: SharedArrayBuffer): TreeSharedState {
  return {
    cells: new Int32Array(buffer, 0, CELL_COUNT),
    counters: new Float64Array(buffer, COUNTERS_AT_BYTES, COUNTER_COUNT),
  };
}

/** Wakes a thread that looks at nothing for longer than this, should a notification be missed. */
export const LONGEST_WAIT_MS = 1000;

/** What is worked on changes thousands of times a second; nobody reads it so fast. */
const CURRENT_EVERY_MS = 100;

export type ThreadRole = 'lead' | 'helper';

export function skipsCell(role: ThreadRole): number {
  return role === 'lead' ? Cell.leadSkips : Cell.helperSkips;
}

/** Ends the waits of both threads. */
export function wake({ cells }: TreeSharedState): void {
  Atomics.add(cells, Cell.wakes, 1);
  Atomics.notify(cells, Cell.wakes);
}

/** What a thread says of its work. */
export interface Said {
  readonly phase?: TreePhase;
  readonly current?: string;
  /** `null`: no file is waited for any more. */
  readonly held?: HeldFile | null;
}

/** How a thread is stopped and counts, by shared memory. */
export class SharedControl implements TreeControl {
  readonly #state: TreeSharedState;
  readonly #say: (said: Said) => void;
  readonly #slot: number;
  readonly #skips: number;
  #saidMs = 0;

  constructor(state: TreeSharedState, role: ThreadRole, say: (said: Said) => void) {
    this.#state = state;
    this.#skips = skipsCell(role);
    this.#slot = role === 'lead' ? 0 : 2;
    this.#say = say;
  }

  isStopped(): boolean {
    const { cells } = this.#state;
    return Atomics.load(cells, Cell.cancelled) !== 0 || Atomics.load(cells, Cell.stopped) !== 0;
  }

  sleep(ms: number): void {
    const { cells } = this.#state;
    const before = Atomics.load(cells, Cell.wakes);
    // Looked at after the count: a cancel in between changes the count, and ends the wait.
    if (!this.isStopped()) Atomics.wait(cells, Cell.wakes, before, ms);
  }

  held(file: HeldFile | undefined): void {
    this.#say({ held: file ?? null });
  }

  takeSkip(): boolean {
    return Atomics.exchange(this.#state.cells, this.#skips, 0) !== 0;
  }

  count(files: number, sizeBytes: number): void {
    const { counters } = this.#state;
    counters[this.#slot] = (counters[this.#slot] ?? 0) + files;
    counters[this.#slot + 1] = (counters[this.#slot + 1] ?? 0) + sizeBytes;
  }

  current(key: string): void {
    const nowMs = performance.now();
    if (nowMs - this.#saidMs < CURRENT_EVERY_MS) return;
    this.#saidMs = nowMs;
    this.#say({ current: key });
  }

  phase(phase: TreePhase): void {
    this.#state.counters.fill(0);
    this.#say({ phase });
  }
}
