import { spawnSync } from 'node:child_process';

/** Where a program of the system is; it may be in a folder for administrators. */
export function foundTool(name: string): string | undefined {
  return [name, `/usr/sbin/${name}`, `/sbin/${name}`].find(
    (tool) => spawnSync(tool, ['--help'], { stdio: 'ignore' }).error === undefined,
  );
}

/** What a program said, and how it ended. */
export function run(
  tool: string,
  args: readonly string[],
): { readonly code: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync(tool, [...args], { encoding: 'utf8' });
  return { code: status, text: `${stdout}${stderr}` };
}
