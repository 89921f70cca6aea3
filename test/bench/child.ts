import { measureFloor } from './floor.ts';
import { measureIndex } from './measure-index.ts';
import { measureWarm } from './measure-warm.ts';

/** `child.js floor|index|warm PATH [CACHE]`: one measurement in a process of its own, as a line of JSON. */
const [, , what, path = '', cache = ''] = process.argv;
const measured =
  what === 'floor'
    ? await measureFloor(path)
    : what === 'warm'
      ? await measureWarm(path, cache)
      : await measureIndex(path);
process.stdout.write(`${JSON.stringify(measured)}\n`);
