import os from 'node:os';
import path from 'node:path';
import { definePhase } from './define.js';
import { rotateAuth } from './smechos/gemini-auth.js';

export const phase = definePhase({
  name: '09_rotate_auth',
  title: 'Gemini CLI login',
  summary: 'Toggles how the Gemini CLI of this user logs in: by account or by API key; no part of the system',
  group: 'Programs of its own',
  needs: () => 'none',
  tools: [],
  recipes: () => [],
  inputs: () => [],
  outputs: () => [],
  offByDefault: true,
  run: async (ctx) => {
    const { from, to, file } = await rotateAuth(path.join(os.homedir(), '.gemini'));
    ctx.log(`${file}: the login was ${from ?? 'not chosen'} and is ${to} now`);
  },
});
