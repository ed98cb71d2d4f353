import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this program's package.json, from src/ (tests) and from dist/ alike. */
export const packageRoot = (() => {
  let dir = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(dir, 'package.json'))) dir = path.dirname(dir);
  return dir;
})();

/** A file that ships with this program, such as `config/kernel/smechvisor.config`. */
export const packageFile = (...parts: string[]) => path.join(packageRoot, ...parts);

/** A compiled module of this program to start as a process of its own, such as `runner/main.js`. */
export const programEntry = (module: string) => path.join(packageRoot, 'dist', module);

/** A file named by a recipe or phase: the deploy root's own if it has one, else the one that ships with this program. */
export function ownOrPackaged(root: string, name: string): string {
  const own = path.resolve(root, name);
  return existsSync(own) ? own : packageFile(name);
}
