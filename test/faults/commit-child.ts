import { carryOutScenario } from './commit-scenarios.ts';
import { countingSteps } from './counting-steps.ts';

/**
 * Carries out a scenario on a workflow in a process that ends itself with SIGKILL at the n-th change
 * of the disk. A write is torn in its middle.
 *
 * `commit-child.js PATH SCENARIO N`
 */
const [, , path = '', scenario = '', at = '0'] = process.argv;
await carryOutScenario(scenario, path, countingSteps(Number(at)).steps);
