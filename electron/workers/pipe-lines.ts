/** Tells the lines of a stream of a workflow worker to a log. */
export function pipeLines(stream: NodeJS.ReadableStream, log: (line: string) => void): void {
  stream.setEncoding('utf8');
  let rest = '';
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) log(`workflow worker: ${line}`);
  });
}
