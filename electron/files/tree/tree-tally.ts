import type { MENTION_KINDS } from '../../../shared/contract/operations.ts';

export type MentionKind = (typeof MENTION_KINDS)[number];

export interface Example {
  /** Relative to the folder, parts separated by `/`. */
  readonly key: string;
  /** Why, or where to. */
  readonly detail: string;
}

export interface Mention {
  readonly kind: MentionKind;
  /** How many there are. */
  readonly count: number;
  /** The first few of them. */
  readonly examples: readonly Example[];
}

/** What was found or done in a tree. */
export interface TreeTally {
  readonly files: number;
  /** Without the folder itself. */
  readonly folders: number;
  readonly links: number;
  /** Sum of the sizes of files. */
  readonly sizeBytes: number;
  /** Disk space of files, where the system says. */
  readonly allocatedBytes: number;
  /** Last change of a file or folder, milliseconds since 1970-01-01 UTC; 0 when not looked at. */
  readonly newestMs: number;
  readonly newestKey: string;
  /** Bytes of the longest relative path. */
  readonly longestKeyBytes: number;
  readonly mentions: readonly Mention[];
}

/** More would help nobody and cost memory. */
const MOST_EXAMPLES = 20;

/** Adds up a {@link TreeTally}; each thread has its own. */
export class TallyBook {
  files = 0;
  folders = 0;
  links = 0;
  sizeBytes = 0;
  allocatedBytes = 0;
  longestKeyBytes = 0;
  #newestMs = 0;
  #newestKey = '';
  readonly #mentions = new Map<MentionKind, { count: number; examples: Example[] }>();

  mention(kind: MentionKind, key: string, detail: string): void {
    const known = this.#mentions.get(kind) ?? { count: 0, examples: [] };
    known.count += 1;
    if (known.examples.length < MOST_EXAMPLES) known.examples.push({ key, detail });
    this.#mentions.set(kind, known);
  }

  /** Notes when something last changed. */
  changedAt(modifiedMs: number, key: string): void {
    if (modifiedMs <= this.#newestMs) return;
    this.#newestMs = modifiedMs;
    this.#newestKey = key;
  }

  add(other: TreeTally): void {
    this.files += other.files;
    this.folders += other.folders;
    this.links += other.links;
    this.sizeBytes += other.sizeBytes;
    this.allocatedBytes += other.allocatedBytes;
    this.longestKeyBytes = Math.max(this.longestKeyBytes, other.longestKeyBytes);
    this.changedAt(other.newestMs, other.newestKey);
    for (const { kind, count, examples } of other.mentions) {
      const known = this.#mentions.get(kind) ?? { count: 0, examples: [] };
      known.count += count;
      known.examples.push(...examples.slice(0, MOST_EXAMPLES - known.examples.length));
      this.#mentions.set(kind, known);
    }
  }

  tally(): TreeTally {
    const { files, folders, links, sizeBytes, allocatedBytes, longestKeyBytes } = this;
    return {
      files,
      folders,
      links,
      sizeBytes,
      allocatedBytes,
      longestKeyBytes,
      newestMs: this.#newestMs,
      newestKey: this.#newestKey,
      mentions: [...this.#mentions].map(([kind, { count, examples }]) => ({
        kind,
        count,
        examples: [...examples],
      })),
    };
  }
}

export function mentionOf(tally: TreeTally, kind: MentionKind): Mention | undefined {
  return tally.mentions.find((mention) => mention.kind === kind);
}
