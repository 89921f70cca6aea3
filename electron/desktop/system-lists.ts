import type { JumpListCategory } from 'electron';
import type { Recent } from '../../shared/contract/host.ts';

const MOST = 10;

/**
 * The list of Earshot in the taskbar of Windows. The system's own list of recent documents is of
 * files whose type the application handles, and workflows are folders.
 *
 * @param program path of the executable.
 */
export function jumpList(recents: readonly Recent[], program: string): JumpListCategory[] {
  const there = recents.filter(({ isMissing }) => !isMissing).slice(0, MOST);
  const task = { type: 'task', program, iconPath: program, iconIndex: 0 } as const;
  return [
    ...(there.length === 0
      ? []
      : [
          {
            type: 'custom' as const,
            name: 'Recent workflows',
            items: there.map(({ name, path }) => ({
              ...task,
              title: name,
              description: path,
              // A quote cannot be in a path of Windows.
              args: `-- "${path}"`,
            })),
          },
        ]),
    {
      type: 'tasks',
      items: [{ ...task, title: 'New window', description: 'New window', args: '--new-window' }],
    },
  ];
}
