import type { RunFiles, RunFolder } from '../../../shared/contract/run-files.ts';
import { Button } from '../../ui/Button.tsx';
import { formatBytes } from '../../ui/format.ts';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { otherFilesOf } from './log-words.ts';
import styles from './RunLog.module.css';
import type { ShownText } from './RunLog.tsx';

interface RunFileListProps {
  readonly files: RunFiles;
  readonly appName: string;
  readonly onShow: (text: ShownText) => void;
}

/** What the run left: in its folder, and saved from it. Each file opens as what it is. */
export function RunFileList({ files, appName, onShow }: RunFileListProps) {
  const listed = new Set(files.folder.files.map(({ key }) => key));
  const others = otherFilesOf(files.files).filter(({ key = '' }) => !listed.has(key));
  const showLeft = (text: ShownText): void => onShow({ ...text, isLeft: true });
  return (
    <div className={styles.pane}>
      <Folder title="Run folder" folder={files.folder} onShow={showLeft} />
      {files.saved !== undefined && (
        <Folder title="Saved files" folder={files.saved} onShow={showLeft} />
      )}
      {others.length > 0 && (
        <Folder
          title={`Of ${appName} and the whole jobscript`}
          folder={{
            state: 'there',
            files: others.map(({ key = '', sizeBytes = 0 }) => ({
              key,
              name: key.split('/').at(-1) ?? key,
              sizeBytes,
            })),
            isCut: false,
          }}
          onShow={onShow}
        />
      )}
    </div>
  );
}

interface FolderProps {
  readonly title: string;
  readonly folder: RunFolder;
  readonly onShow: (text: ShownText) => void;
}

function Folder({ title, folder, onShow }: FolderProps) {
  return (
    <section className={styles.part} aria-label={title}>
      <div className={styles.partHead}>
        <span className={styles.partName}>{title}</span>
      </div>
      {folder.key !== undefined && <p className={styles.note}>{folder.key}</p>}
      {folder.files.length === 0 ? (
        <p className={styles.quiet}>{folder.note ?? 'There are no files in it.'}</p>
      ) : (
        <ul className={styles.files}>
          {folder.files.map(({ key, name, sizeBytes }) => (
            <li key={key} className={styles.file}>
              <Button
                variant="quiet"
                size="small"
                className={styles.fileName}
                onClick={() => onShow({ key, title: name })}
              >
                <MiddleTruncate text={name} isMono />
              </Button>
              <span className={styles.size}>{formatBytes(sizeBytes)}</span>
            </li>
          ))}
        </ul>
      )}
      {folder.isCut && <p className={styles.note}>There are more files than are listed here.</p>}
    </section>
  );
}
