/** `listr2-child.ts LOG`: a listr2 task that shows the last line of a growing log, as its documentation has it done. */
import { createReadStream, existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Listr } from 'listr2';

const log = process.argv[2] ?? '';
const list = new Listr([
  {
    title: 'stream',
    rendererOptions: { outputBar: 10 },
    task: async (_context, task) => {
      while (!existsSync(log)) await sleep(50);
      let at = 0;
      let rest = '';
      for (;;) {
        for await (const chunk of createReadStream(log, { start: at, encoding: 'utf8' })) {
          at += Buffer.byteLength(chunk);
          const lines = (rest + chunk).split('\n');
          rest = lines.pop() ?? '';
          for (const line of lines) task.output = line;
        }
        await sleep(50);
      }
    },
  },
]);
await list.run();
