import type { LucideIcon } from 'lucide-react';

interface IconProps {
  readonly of: LucideIcon;
  /** Width and height in px; 15 unless told. */
  readonly size?: number | undefined;
  readonly className?: string | undefined;
}

/** An icon of the one family, drawn with the line of the design. Always decoration: name the control. */
export function Icon({ of: Drawn, size = 15, className }: IconProps) {
  return (
    <Drawn size={size} strokeWidth={1.6} className={className} aria-hidden focusable={false} />
  );
}
