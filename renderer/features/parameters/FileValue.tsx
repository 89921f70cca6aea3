import type { ValueFile } from '../../../shared/contract/value-files.ts';
import { useOpenFile } from '../../queries/shown-file.ts';
import { Section } from '../../ui/Layout.tsx';
import { ValueFileLink } from '../../ui/ValueFileLink.tsx';
import styles from './FileValue.module.css';

/** A value that is a file: a link to it, and where it is or why it is not here. */
export function FileValue({ file }: { readonly file: ValueFile }) {
  const openFile = useOpenFile();
  return (
    <Section>
      <ValueFileLink file={file} onOpen={openFile} />
      <p className={styles.where}>
        {file.key === undefined ? file.note : 'A file of the workflow:'}{' '}
        <code>{file.key ?? file.path}</code>
      </p>
    </Section>
  );
}
