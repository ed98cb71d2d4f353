import { run } from '../../host/exec.js';
import type { Programs } from './host-tools.js';

/** Folders of the C++ standard headers that belong to a g++, as it prints them itself. */
export async function cxxHeaders(gxx: string, { enter }: Programs): Promise<string[]> {
  const { stderr } = await run(enter([gxx, '-E', '-v', '-x', 'c++', '/dev/null']), { env: { LC_ALL: 'C' } });
  return cxxFolders(stderr);
}

/** From the list of folders that `-v` prints, those of C++ alone, without detours. */
export function cxxFolders(text: string): string[] {
  const [, list = ''] = /#include <\.\.\.> search starts here:\n([\s\S]*?)End of search list/.exec(text) ?? [];
  return list
    .split('\n')
    .map((line) => line.trim())
    .filter((folder) => /\/c\+\+(\/|$)/.test(folder));
}
