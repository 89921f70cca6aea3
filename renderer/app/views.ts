import {
  Braces,
  ChartGantt,
  ChartScatter,
  CodeXml,
  Columns3,
  GitCompare,
  Grid3x3,
  LayoutDashboard,
  type LucideIcon,
  Network,
  Repeat,
  Server,
  Workflow,
} from 'lucide-react';
import { type ComponentType, lazy } from 'react';
import type { Counts, Structure } from '../../shared/contract/documents.ts';
import type { Address, View } from '../../shared/model/address.ts';
import { totalOf } from '../../shared/model/status.ts';

interface ViewEntry {
  readonly view: View;
  readonly name: string;
  readonly icon: LucideIcon;
  /** Number beside its name in the sidebar. */
  readonly count?: ((structure: Structure, counts: Counts | undefined) => number) | undefined;
  readonly Page: ComponentType;
  /** The inspector: detail of what is selected, beside the view. */
  readonly Aside?: ComponentType | undefined;
  /** Whether something is selected that it can show. */
  readonly hasAside?: ((address: Address) => boolean) | undefined;
  /** About selected runs: reached from them, not from the sidebar. */
  readonly isOfRun?: boolean | undefined;
}

const loadOverview = () => import('../features/overview/OverviewPage.tsx');
const loadRuns = () => import('../features/runs/RunsPage.tsx');

/** The views of a workflow, those of the sidebar first and in its order. */
export const VIEW_ENTRIES: readonly ViewEntry[] = [
  {
    view: 'overview',
    name: 'Overview',
    icon: LayoutDashboard,
    Page: lazy(loadOverview),
  },
  {
    view: 'runs',
    name: 'Runs',
    icon: Grid3x3,
    count: (_structure, counts) => (counts === undefined ? 0 : totalOf(counts.all)),
    Page: lazy(loadRuns),
    Aside: lazy(() => import('../features/run-inspector/RunInspector.tsx')),
    hasAside: ({ element }) => element !== undefined,
  },
  {
    view: 'graph',
    name: 'Graph',
    icon: Workflow,
    Page: lazy(() => import('../features/graph/GraphPage.tsx')),
    Aside: lazy(() => import('../features/graph/TaskPanel.tsx')),
    hasAside: ({ task }) => task !== undefined,
  },
  {
    view: 'timeline',
    name: 'Timeline',
    icon: ChartGantt,
    Page: lazy(() => import('../features/timeline/TimelinePage.tsx')),
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
    view: 'plots',
    name: 'Plots',
    icon: ChartScatter,
    Page: lazy(() => import('../features/plots/PlotsPage.tsx')),
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
  {
    view: 'diff',
    name: 'Compare',
    icon: GitCompare,
    isOfRun: true,
    Page: lazy(() => import('../features/diff/DiffPage.tsx')),
  },
  {
    view: 'compare',
    name: 'Compare runs',
    icon: Columns3,
    isOfRun: true,
    Page: lazy(() => import('../features/compare/ComparePage.tsx')),
  },
  {
    view: 'lineage',
    name: 'Lineage',
    icon: Network,
    isOfRun: true,
    Page: lazy(() => import('../features/lineage/LineagePage.tsx')),
  },
];

/** The views of the sidebar. */
export const SIDEBAR_ENTRIES: readonly ViewEntry[] = VIEW_ENTRIES.filter(
  ({ isOfRun }) => isOfRun !== true,
);

/**
 * Fetches the views that workflows mostly open on, so that the next one need not wait for them. A view
 * that cannot be fetched now is fetched, and told of, when it is shown.
 */
export async function preloadViews(): Promise<void> {
  await Promise.allSettled([loadOverview(), loadRuns()]);
}

export function viewName(view: View): string {
  return VIEW_ENTRIES.find((entry) => entry.view === view)?.name ?? view;
}
