import path from 'node:path';
import type { Step } from '../recipes/define.js';

/** The folders and figures that tokens stand for; see recipes/define.ts. */
export interface TokenValues {
  src: string;
  build: string;
  dest: string;
  sysroot: string;
  files: string;
  tools: string;
  host: string;
  work: string;
  jobs: string;
  epoch: string;
}

const token = /@([a-z]+)@/g;
const isToken = (name: string, values: TokenValues): name is keyof TokenValues => Object.hasOwn(values, name);

/** Replaces tokens. What merely looks like one (`@prefix@` of a configure template) stays. */
export function expand(text: string, values: TokenValues): string {
  return text.replace(token, (whole, name: string) => (isToken(name, values) ? values[name] : whole));
}

/** A step as it is run: tokens replaced, working folder absolute. */
export function expandStep(step: Step, values: TokenValues) {
  return {
    argv: step.argv.map((arg) => expand(arg, values)),
    cwd: path.resolve(values.src, expand(step.cwd ?? '@src@', values)),
    env: Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, expand(value, values)])),
  };
}
