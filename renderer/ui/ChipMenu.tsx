import { ChevronDown } from 'lucide-react';
import { Chip } from './Chip.tsx';
import styles from './ChipMenu.module.css';
import { Icon } from './Icon.tsx';
import { Menu, type MenuItem } from './Menu.tsx';

interface ChipMenuProps {
  readonly name: string;
  readonly value: string;
  readonly items: readonly MenuItem[];
}

/** A menu on a chip that shows what is chosen. */
export function ChipMenu({ name, value, items }: ChipMenuProps) {
  return (
    <Menu
      label={name}
      items={items}
      trigger={
        <Chip aria-label={value === '' ? name : `${name} ${value}`}>
          {value === '' ? name : value}
          <span className={styles.arrow}>
            <Icon of={ChevronDown} size={12} />
          </span>
        </Chip>
      }
    />
  );
}
