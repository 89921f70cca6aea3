import type { RunFileRole } from '../../../shared/contract/run-files.ts';
import type { FileSource } from '../../files/file-source.ts';

/** How a generation lays out the files of its runs. */
export type RunFilesLayout =
  /** `artifacts/tasks` (FORMATS §2.4). */
  | 'artifacts'
  /** `execute`, GEN2 and GEN3 (FORMATS §13.2). */
  | 'execute'
  /** Files by run in the folder of the submission, GEN4 and later (GEN4 §11, §12). */
  | 'submission';

/** What of a run only its generation knows, for {@link RunPlace}. */
export type RunFileFacts = Pick<
  RunPlace,
  | 'layout'
  | 'writer'
  | 'keepsDirectOutput'
  | 'jobscriptRow'
  | 'jobscriptColumn'
  | 'jobscriptBlock'
  | 'jobscriptElement'
  | 'schedulerJobId'
  | 'folderParts'
  | 'commandsFileId'
>;

/** What of a run decides where its files are. */
export interface RunPlace {
  readonly layout: RunFilesLayout;
  /** Such as `hpcflow 0.2.0a40`, for sentences. */
  readonly writer: string;
  /** Direct submissions keep no output: before 0.2.0a59. */
  readonly keepsDirectOutput: boolean;
  readonly taskInsertId: number;
  /** Folder name of the task, such as `task_0_t1`. */
  readonly taskDirName: string;
  /** Objective of the task's schema: scripts are named by it since GEN4. */
  readonly objective: string;
  readonly loopIdx: readonly { readonly loop: string; readonly iteration: number }[];
  /** Within the task. */
  readonly element: number;
  readonly action: number;
  /** Position among the runs of the action. */
  readonly attempt: number;
  readonly runId: number;
  /** Script of the action as the template names it. */
  readonly script?: string | undefined;
  readonly submission?: number | undefined;
  readonly jobscript?: number | undefined;
  /** Cell of the jobscript's grid: its row counts actions, its column elements. */
  readonly jobscriptRow?: number | undefined;
  readonly jobscriptColumn?: number | undefined;
  /** Block of the jobscript that has the grid. */
  readonly jobscriptBlock?: number | undefined;
  /** Its column, counted on over the blocks of the jobscript. */
  readonly jobscriptElement?: number | undefined;
  /** Job of a scheduler; absent for jobscripts that are run directly. */
  readonly schedulerJobId?: string | undefined;
  /** GEN4: names of folders below `execute`, or none for a run without a folder of its own. */
  readonly folderParts?: readonly string[] | undefined;
  /** GEN4: the run whose commands file is used. */
  readonly commandsFileId?: number | undefined;
  readonly hasStarted: boolean;
  readonly isRunning: boolean;
}

/** A file that a layout may have. */
export interface WantedFile {
  readonly role: RunFileRole;
  readonly scope: 'run' | 'folder' | 'jobscript';
  /** Where it may be; the first that is there counts. */
  readonly keys: readonly string[];
  /** Said when it is there: what else is in it. */
  readonly note?: string | undefined;
  /** Why there is none, where that is known; otherwise it is just not there. */
  readonly absence?: Absence | undefined;
}

export interface Absence {
  readonly state: 'empty' | 'absent' | 'not-recorded';
  readonly note: string;
}

/** What a layout tells of a run: its files, and the folders to look into. */
export interface RunFilePlan {
  readonly files: readonly WantedFile[];
  /** Folder it was executed in; `undefined` for none, with the reason. */
  readonly folderKeys: readonly string[];
  readonly noFolder?: Absence | undefined;
  /** Folder of files saved from it. */
  readonly savedKeys: readonly string[];
}

export type PlanRunFiles = (place: RunPlace, source: FileSource) => RunFilePlan;
