import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runLines } from '../../../electron/generations/run-files/mark-run.ts';
import { openSession } from '../../../electron/workers/open-session.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../shared-workflows.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };
const workflowId = 'w';

/** Of each generation; the fourth has two blocks, the last runs all by one command. */
const WORKFLOWS = [
  'gen1-a40-zarr-two-actions',
  'gen2-a60-zarr-two-actions',
  'gen3-a180-json-two-actions',
  'gen4-jobscript-zarr-blocks',
  'gen4-jobscript-zarr-two-actions',
  'gen4-jobscript-json-combined-scripts',
];

describe.skipIf(!hasSharedWorkflows)('lines of a run in what it shares', () => {
  it.each(WORKFLOWS)('%s', async (name) => {
    const path = sharedWorkflowPath(name);
    const { handlers, close } = await openSession(path);
    const index = await handlers['workflow.readRunIndex']({ workflowId }, context);
    const { tasks } = await handlers['workflow.readStructure']({ workflowId }, context);
    for (let row = 0; row < index.runs.count; row += 1) {
      const { task, ...place } = placeOfRun(index, row);
      const taskInsertId = tasks[task]?.insertId ?? -1;
      const { files } = await handlers['runs.listFiles'](
        { workflowId, taskInsertId, ...place },
        context,
      );
      const linesOf = (role: string): string[] => {
        const file = files.find((each) => each.role === role);
        if (file?.key === undefined || file.marked === undefined) return [];
        const lines = readFileSync(`${path}/${file.key}`, 'utf8').split('\n');
        return lines.slice(file.marked.first, file.marked.last + 1);
      };
      const jobscript = linesOf('jobscript');
      const isCombined = name.includes('combined');
      expect(jobscript[0]).toMatch(
        isCombined ? /execute-combined-runs/ : /for .*act_idx|_act_idx=0/,
      );
      if (!isCombined) {
        expect(jobscript.at(-1)).toMatch(/^\s*done|execute-run/);
        expect(jobscript.join('\n')).toMatch(/write-commands|execute-run/);
        // The loop over the elements is around it.
        expect(jobscript.join('\n')).not.toMatch(/JS_elem_idx<|elem_need_EARs=/);
      }
      // Where the table has numbers of runs, the marked line has that of this one.
      const [ids] = linesOf('run-ids');
      expect(ids).toBeDefined();
      if (!name.startsWith('gen1')) expect(ids?.split(':')).toContain(String(index.runs.id[row]));
    }
    await close();
  });
});

describe('the lines of a jobscript that execute its runs', () => {
  it('in PowerShell, up to the end of the loop over actions', () => {
    const lines = [
      'for ($JS_elem_idx = 0; $JS_elem_idx -lt 2; $JS_elem_idx++) {',
      '    for ($JS_act_idx = 0; $JS_act_idx -lt 2; $JS_act_idx++) {',
      '        if ($EAR_ID -eq -1) {',
      '            continue',
      '        }',
      '    }',
      '}',
    ];
    expect(runLines(lines.join('\r\n'))).toEqual({ first: 1, last: 5 });
  });

  it('are none in what is no jobscript of hpcflow, or was cut', () => {
    expect(runLines('#!/bin/bash\nsrun solver\n')).toBeUndefined();
    expect(runLines('for ((JS_act_idx=0;JS_act_idx<2;JS_act_idx++))\ndo\n')).toBeUndefined();
    expect(runLines('')).toBeUndefined();
  });
});
