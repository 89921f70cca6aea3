import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { ValuePath } from '../../../shared/contract/values.ts';
import { useReadText } from '../../queries/parameters.ts';
import { errorOf } from '../../queries/use-host-query.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import styles from './ExportMenu.module.css';

interface CopyMenuProps {
  readonly workflowId: string;
  /** Absent where there is no value to be copied. */
  readonly parameter: number | undefined;
  readonly path: ValuePath;
  /** The text of a value that is one. */
  readonly text: string | undefined;
  /** Python that reads the value with the application that wrote it. */
  readonly python: string | undefined;
}

/** Copies the value whole, in several spellings, or the Python that reads it. */
export function CopyMenu({ workflowId, parameter, path, text, python }: CopyMenuProps) {
  const [outcome, setOutcome] = useState('');
  const readText = useReadText(workflowId);
  const copy = async (what: string, read: () => string | Promise<string>): Promise<void> => {
    setOutcome('');
    try {
      const isCopied = await copyText(await read());
      setOutcome(isCopied ? `Copied ${what}.` : 'Copying is not allowed.');
    } catch (thrown) {
      setOutcome(`Not copied: ${errorOf(thrown)?.message ?? 'unknown reason'}`);
    }
  };
  const items: MenuItem[] = [];
  const add = (id: string, label: string, read: () => string | Promise<string>): void => {
    items.push({ id, label, onChoose: () => void copy(label, read) });
  };
  if (text !== undefined) add('text', 'the text', () => text);
  if (parameter !== undefined) {
    add('json', 'as JSON', () => readText(parameter, path, 'json'));
    add('python', 'as Python', () => readText(parameter, path, 'python'));
  }
  if (python !== undefined) add('code', 'Python that reads it', () => python);
  if (items.length === 0) return null;
  return (
    <>
      <span className={styles.saving} role="status">
        {outcome}
      </span>
      <Menu
        label="Copy the value"
        items={items}
        trigger={
          <Button variant="quiet" size="small">
            <Icon of={Copy} size={13} />
            Copy
          </Button>
        }
      />
    </>
  );
}
