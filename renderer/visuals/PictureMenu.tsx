import { Download } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { fileName, saveFile } from '../ui/save-file.ts';
import type { DrawnFigure } from './Figure.tsx';
import { pngFile, svgFile } from './figure-file.ts';

interface PictureMenuProps {
  readonly drawn: DrawnFigure | undefined;
  /** What the file is called by. */
  readonly name: readonly string[];
}

/** Saves a picture as it is seen. */
export function PictureMenu({ drawn, name }: PictureMenuProps) {
  const savePng = async (figure: DrawnFigure): Promise<void> => {
    const content = await pngFile(figure);
    if (content !== undefined) saveFile(fileName(name, 'png'), content);
  };
  return (
    <Menu
      label="Save"
      items={[
        {
          id: 'png',
          label: 'Picture as PNG',
          isDisabled: drawn === undefined,
          onChoose: () => {
            if (drawn !== undefined) void savePng(drawn);
          },
        },
        {
          id: 'svg',
          label: 'Picture as SVG',
          isDisabled: drawn === undefined,
          onChoose: () => {
            if (drawn !== undefined) saveFile(fileName(name, 'svg'), svgFile(drawn));
          },
        },
      ]}
      trigger={
        <Button variant="quiet" size="small">
          <Icon of={Download} size={13} />
          Save
        </Button>
      }
    />
  );
}
