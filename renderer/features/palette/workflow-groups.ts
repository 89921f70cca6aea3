import { Braces, ListTree, Repeat, Rows3, Server } from 'lucide-react';
import type { Structure } from '../../../shared/contract/documents.ts';
import type { SearchMatch } from '../../../shared/contract/search.ts';
import type { Submission } from '../../../shared/contract/submissions.ts';
import type { Address } from '../../../shared/model/address.ts';
import { formatCounted } from '../../ui/format.ts';
import type { ElementMatch } from './element-matches.ts';
import type { PaletteGroup } from './palette-entry.ts';

type Go = (address: Address) => void;

/** Tasks and loops of a workflow. */
export function structureGroups({ tasks, loops }: Structure, go: Go): readonly PaletteGroup[] {
  return [
    {
      name: 'Tasks',
      isOffered: true,
      entries: tasks.map(({ insertId, name, elementCount, objective, method, implementation }) => ({
        id: `task/${insertId}`,
        label: name,
        detail: formatCounted(elementCount, 'element'),
        words: ['task', objective, method, implementation].filter(Boolean).join(' '),
        icon: ListTree,
        onChoose: () => go({ view: 'runs', task: insertId }),
      })),
    },
    {
      name: 'Loops',
      entries: loops.map(({ name, addedIterations }) => ({
        id: `loop/${name}`,
        label: name,
        detail: formatCounted(addedIterations, 'iteration'),
        words: 'loop iterations',
        icon: Repeat,
        onChoose: () => go({ view: 'loops' }),
      })),
    },
  ];
}

/** Submissions and their jobscripts, by number and by what they run. */
export function submissionGroup(
  submissions: readonly Submission[],
  { tasks }: Structure,
  go: Go,
): PaletteGroup {
  const taskNames = new Map(tasks.map(({ insertId, name }) => [insertId, name]));
  return {
    name: 'Submissions',
    entries: submissions.flatMap(({ index: submission, jobscripts }) => [
      {
        id: `submission/${submission}`,
        label: `submission ${submission}`,
        detail: formatCounted(jobscripts.length, 'jobscript'),
        icon: Server,
        onChoose: () => go({ view: 'submissions', submission }),
      },
      ...jobscripts.map(({ index: jobscript, tasks: own, schedulerJobId }) => {
        const names = new Set(own.map(({ insertId }) => taskNames.get(insertId) ?? ''));
        const detail = [...names].join(', ');
        return {
          id: `jobscript/${submission}/${jobscript}`,
          label: `jobscript ${jobscript} of submission ${submission}`,
          detail,
          words: `js ${jobscript} job ${schedulerJobId ?? ''} ${detail}`,
          icon: Server,
          onChoose: () => go({ view: 'submissions', submission, jobscript }),
        };
      }),
    ]),
  };
}

export function elementGroup(matches: readonly ElementMatch[], go: Go): PaletteGroup {
  return {
    name: 'Elements',
    isFound: true,
    entries: matches.map(({ task, element, label }) => ({
      id: `element/${task.insertId}/${element}`,
      label: label === undefined ? `element ${element}` : `element ${element}: ${label}`,
      detail: task.name,
      icon: Rows3,
      onChoose: () => go({ view: 'runs', task: task.insertId, element }),
    })),
  };
}

/** More are in the search of the parameters. */
const MOST_VALUES = 8;

/** Names and values that hold the text. */
export function valueGroup(
  matches: readonly SearchMatch[],
  { tasks }: Structure,
  addressOf: (match: SearchMatch) => Address,
  go: Go,
): PaletteGroup {
  return {
    name: 'Parameters',
    isFound: true,
    entries: matches.slice(0, MOST_VALUES).map((match) => {
      const address = addressOf(match);
      const { taskInsertId, element, kind, text } = match;
      const task = tasks.find(({ insertId }) => insertId === taskInsertId)?.name ?? '';
      const name = address.parameter ?? match.entry;
      return {
        id: `value/${kind}/${taskInsertId}/${element}/${match.iteration}/${name}`,
        label: kind === 'name' ? name : `${name} = ${text}`,
        detail: `${task}, element ${element}`,
        icon: Braces,
        onChoose: () => go(address),
      };
    }),
  };
}
