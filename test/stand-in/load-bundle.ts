import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import vm from 'node:vm';

/** What a main process was started with. */
export interface ProcessConditions {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes what the process writes to standard error. */
  readonly onStderr: (text: string) => void;
}

/**
 * Runs a built CommonJS bundle with `electron` being the given module and `process` telling the
 * given conditions. Each call is a new start: nothing is shared with an earlier one.
 */
export function loadBundle(file: string, electron: object, start: ProcessConditions): void {
  const loaded = new Map<string, { exports: unknown }>();
  const emulatedProcess = emulateProcess(start);

  function load(path: string): unknown {
    const known = loaded.get(path);
    if (known !== undefined) return known.exports;
    const module = { exports: {} as unknown };
    loaded.set(path, module);
    const require = createRequire(path);
    const load = (id: string): unknown => {
      if (id === 'electron') return electron;
      return id.startsWith('.') ? loadFrom(path, id) : require(id);
    };
    const parameters = ['exports', 'require', 'module', '__filename', '__dirname', 'process'];
    const run = vm.compileFunction(readFileSync(path, 'utf8'), parameters, { filename: path });
    run(module.exports, load, module, path, dirname(path), emulatedProcess);
    return module.exports;
  }

  function loadFrom(path: string, id: string): unknown {
    return load(resolve(dirname(path), id));
  }

  load(file);
}

function emulateProcess(start: ProcessConditions): NodeJS.Process {
  return new Proxy(process, {
    get(target, key) {
      if (key === 'argv') return [...start.argv];
      if (key === 'cwd') return () => start.cwd;
      if (key === 'platform') return start.platform;
      if (key === 'env') return start.env;
      if (key === 'stderr') return { write: start.onStderr };
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
