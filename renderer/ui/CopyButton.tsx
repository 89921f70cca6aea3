import { Check, Copy, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './Button.tsx';
import { copyText } from './copy-text.ts';
import { Icon } from './Icon.tsx';

const SHOWN_MS = 1500;

interface CopyButtonProps {
  /** What is copied, after "Copy": `value`, `template`. */
  readonly what: string;
  readonly text: string | (() => string | Promise<string>);
  readonly size?: 'normal' | 'small' | undefined;
}

/** Copies a text and says that it did. */
export function CopyButton({ what, text, size = 'small' }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | undefined>();
  useEffect(() => {
    if (outcome === undefined) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(typeof text === 'string' ? text : await text());
    setOutcome(isCopied ? 'copied' : 'refused');
  };
  const icon = outcome === 'copied' ? Check : outcome === 'refused' ? TriangleAlert : Copy;
  return (
    <Button variant="quiet" size={size} onClick={() => void copy()}>
      <Icon of={icon} size={13} />
      <span role="status">
        {outcome === undefined ? `Copy ${what}` : outcome === 'copied' ? 'Copied' : 'Not allowed'}
      </span>
    </Button>
  );
}
