import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { deployRoot } from '../runner/deploy-root.js';

const expectRefusal = async (args: string[], message: string | RegExp) => {
  const { root, start } = deployRoot({});
  writeFileSync(path.join(root, 'full'), '');
  const ended = await start('reference', ...args.map((arg) => arg.replace('@root@', root))).ended;
  expect(ended).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
};

it('takes an action and a folder, and touches no folder that holds something', () =>
  expectRefusal(['create', '@root@'], /^\S+ is not empty: name a folder that is new or empty\.\n$/));

it.each([
  [['make', '@root@'], /^reference takes `create` and one folder/],
  [['create'], /dir/],
  [['create', 'a', 'b'], /Expected 2 arguments but got 3/],
])('refuses %j', (args, message) => expectRefusal(args, message));
