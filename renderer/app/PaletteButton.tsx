import { Search } from 'lucide-react';
import { Icon } from '../ui/Icon.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { useIsNarrow } from '../ui/use-media.ts';
import styles from './PaletteButton.module.css';
import { showPalette } from './view-state.ts';

/** Opens the palette; drawn as the field it opens, or as its icon in a narrow window. */
export function PaletteButton() {
  const isNarrow = useIsNarrow();
  if (isNarrow) {
    return <IconButton icon={Search} label="Go to anything" keys="Ctrl K" onClick={showPalette} />;
  }
  return (
    <button
      type="button"
      className={styles.button}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={showPalette}
    >
      <Icon of={Search} size={13} />
      <span className={styles.name}>Go to anything</span>
      <Kbd keys="Ctrl K" />
    </button>
  );
}
