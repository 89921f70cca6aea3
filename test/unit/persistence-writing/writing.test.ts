import { STORE_NAMES } from './new-workflow.ts';
import { writingSuite } from './writing-suite.ts';
import { writingNumbersSuite, writingValuesSuite } from './writing-values-suite.ts';

for (const name of STORE_NAMES) {
  writingSuite(name);
  writingValuesSuite(name);
}

writingNumbersSuite();
