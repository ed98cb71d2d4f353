export type PamKind = 'auth' | 'account' | 'password' | 'session';

export interface PamStack {
  /** Modules without which it fails, in order: not those of `-session ...` and `optional`, nor where an unknown module is ignored. */
  modules: string[];
  /** All that are asked for. */
  named: string[];
  /** Files that are included and are not there. */
  absent: string[];
}

/**
 * What PAM would load for a service, with all that its file includes (pam.conf(5)). `read` gives the text of a service's file, null where there is none.
 * Without `kind`: of all four.
 */
export function pamStack(service: string, read: (service: string) => string | null, kind?: PamKind): PamStack {
  const stack: PamStack = { modules: [], named: [], absent: [] };
  const visit = (name: string, only: PamKind | undefined, above: string[]): void => {
    if (above.includes(name)) return;
    const text = read(name);
    if (text === null) {
      stack.absent.push(name);
      return;
    }
    for (const line of text.replace(/\\\n/g, ' ').split('\n')) {
      const words = line.replace(/#.*/, '').trim();
      const whole = /^@include\s+(\S+)/.exec(words)?.[1];
      if (whole !== undefined) visit(whole, only, [...above, name]);
      const rule = /^(-?)(auth|account|password|session)\s+(\[[^\]]*\]|\S+)\s+(\S+)/i.exec(words);
      if (!rule) continue;
      const [, optional, type = '', control = '', what = ''] = rule;
      if (only !== undefined && type.toLowerCase() !== only) continue;
      if (control === 'include' || control === 'substack') visit(what, type.toLowerCase() as PamKind, [...above, name]);
      else {
        const module = what.split('/').at(-1) ?? what;
        stack.named.push(module);
        const mayLack = optional !== '' || control === 'optional' || control.includes('module_unknown=ignore');
        if (!mayLack) stack.modules.push(module);
      }
    }
  };
  visit(service, kind, []);
  return stack;
}
