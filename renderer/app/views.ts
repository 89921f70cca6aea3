import {
  Braces,
  CodeXml,
  Grid3x3,
  LayoutDashboard,
  type LucideIcon,
  Repeat,
  Server,
} from 'lucide-react';
import { type ComponentType, lazy } from 'react';
import type { Counts, Structure } from '../../shared/contract/documents.ts';
import type { View } from '../../shared/model/address.ts';
import { totalOf } from '../../shared/model/status.ts';

interface ViewEntry {
  readonly view: View;
  readonly name: string;
  readonly icon: LucideIcon;
  /** Number beside its name in the sidebar. */
  readonly count?: ((structure: Structure, counts: Counts | undefined) => number) | undefined;
  readonly Page: ComponentType;
}

/** The views of a workflow, in sidebar order. */
export const VIEW_ENTRIES: readonly ViewEntry[] = [
  {
    view: 'overview',
    name: 'Overview',
    icon: LayoutDashboard,
    Page: lazy(() => import('../features/overview/OverviewPage.tsx')),
  },
  {
    view: 'runs',
    name: 'Runs',
    icon: Grid3x3,
    count: (_structure, counts) => (counts === undefined ? 0 : totalOf(counts.all)),
    Page: lazy(() => import('../features/runs/RunsPage.tsx')),
  },
  {
    view: 'loops',
    name: 'Loops',
    icon: Repeat,
    count: (structure) => structure.loops.length,
    Page: lazy(() => import('../features/loops/LoopsPage.tsx')),
  },
  {
    view: 'parameters',
    name: 'Parameters',
    icon: Braces,
    count: (structure) => structure.parameterCount,
    Page: lazy(() => import('../features/parameters/ParametersPage.tsx')),
  },
  {
    view: 'submissions',
    name: 'Submissions',
    icon: Server,
    count: (structure) => structure.submissionCount,
    Page: lazy(() => import('../features/submissions/SubmissionsPage.tsx')),
  },
  {
    view: 'template',
    name: 'Template',
    icon: CodeXml,
    Page: lazy(() => import('../features/template/TemplatePage.tsx')),
  },
];

/** Detail of the selected run, beside the view. */
export const RunInspector: ComponentType = lazy(
  () => import('../features/run-inspector/RunInspector.tsx'),
);

export function viewName(view: View): string {
  return VIEW_ENTRIES.find((entry) => entry.view === view)?.name ?? view;
}
