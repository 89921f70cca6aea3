/**
 * Who may import whom (docs/architecture.md). A layer is a folder, or a few files; it may import
 * itself and the layers named. What is not named is forbidden.
 */
export interface Layer {
  readonly name: string;
  readonly holds: (path: string) => boolean;
  readonly mayImport: readonly string[];
  /** A part (folder) of this layer must not import another part of it. */
  readonly partsAreApart?: boolean;
}

const below =
  (...folders: readonly string[]) =>
  (path: string): boolean =>
    folders.some((folder) => path.startsWith(`${folder}/`));

const oneOf =
  (...files: readonly string[]) =>
  (path: string): boolean =>
    files.includes(path);

/** The Node side from top to bottom; each may import all that follow it. */
const DOWNWARDS = [
  'dispatch',
  'services',
  'workers',
  'generations',
  'persistence',
  'files',
] as const;

function allBelow(name: (typeof DOWNWARDS)[number] | 'top'): string[] {
  const from = name === 'top' ? 0 : DOWNWARDS.indexOf(name) + 1;
  return [...DOWNWARDS.slice(from).map((layer) => `electron/${layer}`), 'shared'];
}

export const LAYERS: readonly Layer[] = [
  { name: 'shared', holds: below('shared'), mayImport: [] },

  {
    name: 'electron/main',
    holds: oneOf('electron/main.ts', 'electron/preload.ts'),
    mayImport: ['electron/desktop', 'shared'],
  },
  { name: 'electron/desktop', holds: below('electron/desktop'), mayImport: allBelow('top') },
  {
    name: 'electron/serve',
    holds: oneOf('electron/serve.ts'),
    mayImport: ['electron/loopback', 'shared'],
  },
  { name: 'electron/loopback', holds: below('electron/loopback'), mayImport: allBelow('top') },
  {
    name: 'electron/inspect',
    holds: (path) => path === 'electron/inspect.ts' || below('electron/inspect')(path),
    mayImport: allBelow('top'),
  },
  {
    name: 'electron/conformance',
    holds: (path) => path === 'electron/conformance.ts' || below('electron/conformance')(path),
    mayImport: allBelow('top'),
  },
  ...DOWNWARDS.map((name) => ({
    name: `electron/${name}`,
    holds: below(`electron/${name}`),
    // The sample is a use case like others; it writes with the stores' own parts.
    mayImport: [...allBelow(name), ...(name === 'services' ? ['electron/sample'] : [])],
  })),
  {
    name: 'electron/sample',
    holds: below('electron/sample'),
    mayImport: ['electron/persistence', 'electron/files', 'shared'],
  },

  {
    name: 'renderer/app',
    holds: (path) => path === 'renderer/main.tsx' || below('renderer/app')(path),
    mayImport: [
      'renderer/features',
      'renderer/queries',
      'renderer/visuals',
      'renderer/ui',
      'renderer/host',
      'renderer/design',
      'shared',
    ],
  },
  {
    name: 'renderer/features',
    holds: below('renderer/features'),
    partsAreApart: true,
    mayImport: [
      'renderer/queries',
      'renderer/visuals',
      'renderer/ui',
      'renderer/host',
      'renderer/design',
      'shared',
    ],
  },
  {
    name: 'renderer/queries',
    holds: below('renderer/queries'),
    mayImport: ['renderer/host', 'shared'],
  },
  {
    name: 'renderer/visuals',
    holds: below('renderer/visuals'),
    mayImport: ['renderer/ui', 'renderer/design', 'shared'],
  },
  { name: 'renderer/ui', holds: below('renderer/ui'), mayImport: ['renderer/design', 'shared'] },
  { name: 'renderer/host', holds: below('renderer/host'), mayImport: ['shared'] },
  { name: 'renderer/design', holds: below('renderer/design'), mayImport: ['shared'] },
];

export function layerOf(path: string): Layer | undefined {
  return LAYERS.find((layer) => layer.holds(path));
}

/** What is wrong with an import of one file by another; undefined when it is allowed. */
export function whyForbidden(from: string, target: string): string | undefined {
  const own = layerOf(from);
  const other = layerOf(target);
  if (own === undefined) return `${from} belongs to no layer`;
  if (other === undefined) return `${target} belongs to no layer`;
  if (own === other) {
    const parts = [from, target].map((path) => path.split('/')[2]);
    const isAcross = own.partsAreApart === true && parts[0] !== parts[1];
    return isAcross ? `one part of ${own.name} imports another` : undefined;
  }
  return own.mayImport.includes(other.name) ? undefined : `${own.name} imports ${other.name}`;
}
