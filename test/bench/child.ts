import { measureFloor } from './floor.ts';
import { measureIndex } from './measure-index.ts';

/** `child.js floor|index PATH`: one measurement in a process of its own, as one line of JSON. */
const [, , what, path = ''] = process.argv;
const measured = what === 'floor' ? await measureFloor(path) : await measureIndex(path);
process.stdout.write(`${JSON.stringify(measured)}\n`);
