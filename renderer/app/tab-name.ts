import { baseName } from '../ui/path-parts.ts';
import type { Tab } from './tabs-store.ts';

/** What a tab is called. */
export function nameOfTab({ content }: Tab): string {
  switch (content.kind) {
    case 'welcome':
      return 'Open a workflow';
    case 'opening':
      return baseName(content.path);
    case 'not-opened':
      return baseName(
        content.outcome.kind === 'failed' ? content.outcome.path : content.outcome.recognition.path,
      );
    case 'workflow':
      return content.identity.name;
  }
}
