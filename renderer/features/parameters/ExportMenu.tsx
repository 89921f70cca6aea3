import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ArraySelection } from '../../../shared/contract/values.ts';
import { type ArraySource, useReadWindow } from '../../queries/arrays.ts';
import { errorOf } from '../../queries/use-host-query.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Button } from '../../ui/Button.tsx';
import { formatBytes, formatCount } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import { fileName, saveFile } from '../../ui/save-file.ts';
import { type ArrayFormat, arrayFile } from '../../visuals/array-file.ts';
import type { ArraySlice } from '../../visuals/array-slice.ts';
import { cOrderBlocks } from '../../visuals/c-order-blocks.ts';
import type { DrawnFigure } from '../../visuals/Figure.tsx';
import { pngFile, svgFile } from '../../visuals/figure-file.ts';
import { npyDtype } from '../../visuals/npy.ts';
import type { ArraySubject } from '../../visuals/quantities.ts';
import styles from './ExportMenu.module.css';
import { sliceSelection } from './shown-slice.ts';

/** A file made in the page stays in its memory until it is written. */
const MAX_FILE_BYTES = 2_000_000_000;

interface ExportMenuProps {
  readonly source: ArraySource;
  readonly subject: ArraySubject;
  readonly slice: ArraySlice;
  readonly drawn: DrawnFigure | undefined;
}

interface Saving {
  readonly done: number;
  readonly total: number;
}

/** Saves the picture, the slice, or the whole array. */
export function ExportMenu(props: ExportMenuProps) {
  const { source, subject, slice, drawn } = props;
  const { info } = subject;
  const { identity, address } = usePlace();
  const readWindow = useReadWindow(source);
  const [saving, setSaving] = useState<Saving>();
  const [outcome, setOutcome] = useState('');
  const cancelled = useRef(false);
  useEffect(() => {
    cancelled.current = false;
    return () => {
      cancelled.current = true;
    };
  }, []);

  const nameParts = [
    identity.name,
    ...(address.element === undefined ? [] : [`element${address.element}`]),
    subject.name,
  ];
  const save = async (format: ArrayFormat, selection: ArraySelection): Promise<void> => {
    const file = arrayFile(format, info, selection);
    if (file === undefined) return;
    const blocks = cOrderBlocks(selection, info.chunks);
    const parts: BlobPart[] = [file.head];
    cancelled.current = false;
    setOutcome('');
    try {
      for (const [done, block] of blocks.entries()) {
        setSaving({ done, total: blocks.length });
        const window = await readWindow(block);
        if (cancelled.current) return;
        parts.push(file.block(window, done === 0));
      }
      const content = new Blob([...parts, file.tail]);
      saveFile(fileName(nameParts, format), content);
      setOutcome(`Saved ${formatBytes(content.size)}.`);
    } catch (thrown) {
      setOutcome(`Not saved: ${errorOf(thrown)?.message ?? 'unknown reason'}`);
    } finally {
      setSaving(undefined);
    }
  };
  const savePicture = async (figure: DrawnFigure, kind: 'png' | 'svg'): Promise<void> => {
    const content = kind === 'svg' ? svgFile(figure) : await pngFile(figure);
    if (content === undefined) {
      setOutcome('The picture could not be drawn.');
      return;
    }
    saveFile(fileName(nameParts, kind), content);
    setOutcome(`Saved ${formatBytes(content.size)}.`);
  };

  const whole = info.shape.map((stop) => ({ start: 0, stop, step: 1 }));
  const valueItems = (what: string, selection: ArraySelection, sizeBytes: number): MenuItem[] =>
    (['csv', 'npy', 'json'] as const).map((format) => ({
      id: `${what} ${format}`,
      label: `${what} as ${format.toUpperCase()}`,
      isDisabled: sizeBytes > MAX_FILE_BYTES || (format === 'npy' && npyDtype(info) === undefined),
      onChoose: () => void save(format, selection),
    }));
  const items: MenuItem[] = [
    ...(drawn === undefined
      ? []
      : (['png', 'svg'] as const).map((kind) => ({
          id: kind,
          label: `Picture as ${kind.toUpperCase()}`,
          onChoose: () => void savePicture(drawn, kind),
        }))),
    ...(info.shape.length > 2 ? valueItems('Slice', sliceSelection(info.shape, slice), 0) : []),
    ...valueItems('Whole array', whole, info.sizeBytes),
  ];
  if (saving !== undefined) {
    return (
      <span className={styles.saving} role="status">
        Reading {formatCount(saving.done)} of {formatCount(saving.total)} blocks
        <Button
          variant="quiet"
          size="small"
          onClick={() => {
            cancelled.current = true;
            setSaving(undefined);
            setOutcome('Not saved: cancelled.');
          }}
        >
          Cancel
        </Button>
      </span>
    );
  }
  return (
    <>
      <span className={styles.saving} role="status">
        {outcome}
      </span>
      <Menu
        label="Save"
        items={items}
        trigger={
          <Button variant="quiet" size="small">
            <Icon of={Download} size={13} />
            Save
          </Button>
        }
      />
    </>
  );
}
