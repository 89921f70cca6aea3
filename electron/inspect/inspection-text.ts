import type { Inspection } from './inspection.ts';

/** An inspection as a page of text for people. */
export function inspectionText(inspection: Inspection): string {
  const { identity, tasks, loops, submissions, problems } = inspection;
  const lines = [
    identity.name,
    '',
    ...table([
      ['Path', identity.path],
      ['Store', identity.store],
      ['Format', identity.generation],
      [
        'Written by',
        [identity.appName, identity.appVersion].filter(Boolean).join(' ') || 'unknown',
      ],
      ['Created', identity.createdUs === undefined ? 'unknown' : timeText(identity.createdUs)],
      ['Runs', countsText(inspection.counts)],
      ['Parameters', String(inspection.parameterCount)],
    ]),
    '',
    heading('Tasks', tasks.length),
    ...table(
      tasks.map((task) => [
        `${task.insertId}`,
        task.name,
        counted(task.elementCount, 'element'),
        counted(task.iterationCount ?? 0, 'iteration'),
        countsText(task.counts),
      ]),
    ),
  ];
  if (loops.length > 0) {
    lines.push('', heading('Loops', loops.length));
    lines.push(
      ...table(
        loops.map((loop) => [
          loop.name,
          `tasks ${loop.taskInsertIds.join(', ')}`,
          `${loop.addedIterations} of ${counted(loop.requestedIterations, 'iteration')}`,
          loop.parent === undefined ? '' : `inside ${loop.parent}`,
        ]),
      ),
    );
  }
  if (submissions.length > 0) {
    lines.push('', heading('Submissions', submissions.length));
    lines.push(
      ...table(
        submissions.map((submission) => [
          `${submission.index}`,
          submission.status,
          counted(submission.jobscripts.length, 'jobscript'),
        ]),
      ),
    );
  }
  if (problems.length > 0) {
    lines.push('', heading('Problems', problems.length));
    for (const { message } of problems) lines.push(`  ${message}`);
  }
  return `${lines.join('\n')}\n`;
}

function heading(title: string, count: number): string {
  return `${title} (${count})`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function countsText(counts: Inspection['counts']): string {
  const parts = Object.entries(counts).map(([status, count]) => `${count} ${status}`);
  return parts.length === 0 ? 'no runs' : parts.join(', ');
}

/** Columns of equal width, indented. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}

const US_PER_MS = 1000;

/** `2023-06-22 13:14:35 UTC` */
function timeText(us: number): string {
  const iso = new Date(us / US_PER_MS).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}
