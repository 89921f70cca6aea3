import { useState } from 'react';
import type { RunFile, RunFiles } from '../../../shared/contract/run-files.ts';
import { useRunFiles } from '../../queries/run-files.ts';
import type { RunAddress } from '../../queries/runs.ts';
import { showFile } from '../../queries/shown-file.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { useSingleKeys } from '../../ui/use-single-keys.ts';
import { LogTail } from './LogTail.tsx';
import { firstStream, roleName, scriptsOf, stateWord, streamsOf } from './log-words.ts';
import { RunFileList } from './RunFileList.tsx';
import styles from './RunLog.module.css';
import { RunScripts } from './RunScripts.tsx';

/** A file that is shown whole. */
export interface ShownText {
  readonly key: string;
  readonly title: string;
  /** Lines that are the run's, where others' are in it too. */
  readonly marked?: RunFile['marked'];
  /** It is one of the files that the run left. */
  readonly isLeft?: boolean;
}

interface RunLogProps {
  readonly address: RunAddress;
  readonly isRunning: boolean;
}

/** Log and files of a run: what it wrote, what was executed, what it left. */
export function RunLog({ address, isRunning }: RunLogProps) {
  const files = useRunFiles(address, isRunning);
  return (
    <section className={styles.log} aria-label="Log and files">
      {files.data === undefined ? (
        <div className={styles.pane}>
          {files.error === undefined ? (
            <Skeleton rows={4} label="Looking for the log" />
          ) : (
            <ErrorNote error={files.error} onRetry={files.refetch} />
          )}
        </div>
      ) : (
        <LogTabs address={address} files={files.data} />
      )}
    </section>
  );
}

interface LogTabsProps {
  readonly address: RunAddress;
  readonly files: RunFiles;
}

function LogTabs({ address, files }: LogTabsProps) {
  const { workflowId, identity } = usePlace();
  const appName = identity.appName ?? 'hpcflow';
  const streams = streamsOf(files.files);
  const first = firstStream(streams);
  const [chosen, setChosen] = useState<string>();
  const setShown = ({ isLeft = false, ...text }: ShownText): void =>
    showFile({
      workflowId,
      ...text,
      isGrowing: files.isRunning,
      ...(isLeft ? { leftBy: address } : {}),
    });
  const fileCount = files.folder.files.length + (files.saved?.files.length ?? 0);
  const value = chosen ?? first?.role ?? 'files';
  const current = streams.find(({ role }) => role === value) ?? first;
  useSingleKeys({
    l: () => {
      if (current?.key !== undefined) setShown(textOf(current, appName));
    },
  });
  const items = [
    ...streams.map((file) => ({
      value: file.role as string,
      label: tabLabel(roleName(file.role, appName), stateWord(file)),
      content: (
        <LogTail
          file={file}
          isGrowing={files.isRunning}
          onShow={() => setShown(textOf(file, appName))}
        />
      ),
    })),
    {
      value: 'scripts',
      label: 'Commands',
      content: <RunScripts files={scriptsOf(files.files)} appName={appName} onShow={setShown} />,
    },
    {
      value: 'files',
      label: tabLabel('Files', files.folder.isCut ? 'many' : formatCount(fileCount)),
      content: <RunFileList files={files} appName={appName} onShow={setShown} />,
    },
  ];
  return <Tabs label="Log and files" items={items} value={value} onChange={setChosen} />;
}

function textOf(file: RunFile, appName: string): ShownText {
  return { key: file.key ?? '', title: roleName(file.role, appName) };
}

function tabLabel(name: string, aside: string) {
  return (
    <>
      {name} <span className={styles.aside}>{aside}</span>
    </>
  );
}
