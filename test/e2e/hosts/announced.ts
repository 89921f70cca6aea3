import type { ChildProcess } from 'node:child_process';

const ANNOUNCED = /Earshot is listening on (http:\S+)/;
const START_MS = 20_000;

/** The address the host prints. Rejects with what it said when it does not start. */
export function announced(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`no address in time: ${said}`)), START_MS);
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const url = ANNOUNCED.exec(said)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the host ended with ${code}: ${said}`));
    });
  });
}
