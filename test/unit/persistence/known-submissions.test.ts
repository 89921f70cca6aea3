import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  knownSubmissionsFolders,
  parseKnownSubmissions,
} from '../../../electron/persistence/known-submissions.ts';

// As `_format_known_submissions_line` of hpcflow 0.2.0a187 writes them.
const ACTIVE =
  '0::5f0f6d5e-7f43-4c3a-9d57-2b1c7a9f0a11::1::0::2024-11-05 13:14:15.123456::/scratch/wk::::';
const ENDED =
  '1::6c::0::2::2024-11-04 01:02:03.000004::/scratch/other::2024-11-04 01:03:00.000000::2024-11-04 02:03:00.000000';

describe('a list of known submissions', () => {
  test('is read as hpcflow writes it, times as UTC', () => {
    expect(parseKnownSubmissions(`${ACTIVE}\n${ENDED}\r\n\n`)).toEqual({
      submissions: [
        {
          localId: 0,
          workflowId: '5f0f6d5e-7f43-4c3a-9d57-2b1c7a9f0a11',
          isActive: true,
          submissionIndex: 0,
          submittedMs: Date.UTC(2024, 10, 5, 13, 14, 15) + 123.456,
          path: '/scratch/wk',
        },
        {
          localId: 1,
          workflowId: '6c',
          isActive: false,
          submissionIndex: 2,
          submittedMs: Date.UTC(2024, 10, 4, 1, 2, 3) + 0.004,
          path: '/scratch/other',
        },
      ],
      wrongLines: [],
    });
  });

  test('has six fields in early versions, and paths may hold the separator', () => {
    const { submissions } = parseKnownSubmissions(
      '4::id::1::0::2023-10-01 00:00:00.000000::/a\n5::id::1::0::soon::/a::b::::\n',
    );
    expect(submissions.map(({ path }) => path)).toEqual(['/a', '/a::b']);
    expect(submissions[1]?.submittedMs).toBeUndefined();
  });

  test('passes over lines that are none, and counts them', () => {
    const wrong = [
      'x',
      'a::b::1::0::t::/p',
      '0::b::2::0::t::/p',
      '0::b::1::0::t::relative',
      '0::b::1::0',
    ];
    expect(parseKnownSubmissions([ACTIVE, ...wrong].join('\n'))).toMatchObject({
      submissions: [{ path: '/scratch/wk' }],
      wrongLines: [2, 3, 4, 5, 6],
    });
  });

  test('is looked for where platformdirs puts data', () => {
    const linux = (env: Record<string, string>) => knownSubmissionsFolders('linux', env, '/home/a');
    expect(linux({})).toContain('/home/a/.local/share/matflow');
    expect(linux({ XDG_DATA_HOME: '/data' })).toEqual(['/data/matflow', '/data/hpcflow']);
    expect(knownSubmissionsFolders('darwin', {}, '/Users/a')).toContain(
      '/Users/a/Library/Application Support/hpcflow',
    );
    expect(knownSubmissionsFolders('win32', { LOCALAPPDATA: 'L' }, 'C')).toContain(
      join('L', 'matflow', 'matflow'),
    );
  });
});
