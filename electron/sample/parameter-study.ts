import type { Gen1Workflow } from '../persistence/workflow-records.ts';
import { float } from './plain.ts';
import { randomNumbers } from './random.ts';
import type { Study } from './study.ts';
import { buildStudy } from './study-workflow.ts';

export interface ParameterStudyOptions {
  /** Elements of the one task. */
  readonly elements: number;
  /** Loop iterations of every element; 1 (the default): no loop. */
  readonly iterations?: number;
  /** Whether the runs have been run, and have times and outputs; they have by default. */
  readonly hasRun?: boolean;
  /** Part of the runs that set no output, 0 … 1; by default 0.02. */
  readonly failedPart?: number;
}

/** 2023-06-14 09:30:12.250000 UTC, when generated workflows were made. */
export const STUDY_CREATED_US = 1_686_735_012_250_000;

/** A study of any size with one task, for measuring and for tests. The same options give the same. */
export function parameterStudy(options: ParameterStudyOptions): Gen1Workflow {
  return buildStudy(describedStudy(options));
}

/** The same study, as a description. */
export function describedStudy(options: ParameterStudyOptions): Study {
  const { elements, iterations = 1, hasRun = true, failedPart = 0.02 } = options;
  const random = randomNumbers(elements);
  return {
    name: 'parameter_study',
    appName: 'hpcFlow',
    appVersion: '0.2.0a50',
    createdUs: STUDY_CREATED_US,
    tasks: [
      {
        objective: 'simulate',
        method: 'explicit',
        outputs: ['state'],
        actions: [
          {
            kind: 'main',
            environment: 'solver_env',
            command: 'solver --load <<parameter:load>> --mesh <<parameter:mesh_size>>',
            inputs: ['load', 'mesh_size', 'state'],
            outputs: ['state'],
          },
        ],
        elementSets: [
          {
            inputs: {
              load: {
                sequence: Array.from({ length: elements }, (_, i) => float(i / 8)),
                nestingOrder: 0,
              },
              mesh_size: { value: 0.125 },
              state: { value: 'initial' },
            },
          },
        ],
      },
    ],
    loops: iterations > 1 ? [{ name: 'relax', tasks: [0], iterations }] : [],
    submissions: hasRun
      ? [
          {
            jobscripts: [
              {
                tasks: Array.from({ length: iterations }, (_, iteration) => ({
                  task: 0,
                  iteration,
                })),
                elements: [0, elements],
                resources: {},
              },
            ],
            attempts: [[0]],
            startUs: STUDY_CREATED_US + 60_000_000,
          },
        ]
      : [],
    outcomeOf: () => ({
      state: random() < failedPart ? 'failed' : 'done',
      durationUs: Math.round(1_000_000 + random() * 9_000_000),
    }),
    outputOf: ({ element, iteration }) => `state ${element}.${iteration}`,
  };
}
