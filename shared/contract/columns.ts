import { z } from 'zod';

/** Schema of the run index (shared/model/run-index.ts): typed arrays, which cross without JSON. */
const u8 = z.instanceof(Uint8Array);
const u16 = z.instanceof(Uint16Array);
const u32 = z.instanceof(Uint32Array);
const i32 = z.instanceof(Int32Array);
const f64 = z.instanceof(Float64Array);
const count = z.number().int();

export const RunIndexSchema = z.object({
  asOfMs: z.number(),
  loops: z.array(z.string()).readonly(),
  hosts: z.array(z.string()).readonly(),
  elements: z.object({ count, task: u16, index: u32, elementSet: u16, iterationStart: u32 }),
  iterations: z.object({
    count,
    element: u32,
    id: u32,
    ordinal: u32,
    loopIdx: i32,
    isInitialised: u8,
    runStart: u32,
  }),
  runs: z.object({
    count,
    iteration: u32,
    action: u16,
    attempt: u16,
    id: u32,
    status: u8,
    startUs: f64,
    endUs: f64,
    exitCode: i32,
    submission: i32,
    jobscript: i32,
    host: i32,
  }),
});
