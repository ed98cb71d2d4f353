const ENTER = '\u001b[?1049h';
const HOME = '\u001b[H';

/**
 * The terminal as frames are written to it. The alternate screen takes over the cursor from the normal one, wherever that was left, and
 * a frame that begins anywhere but at the first cell scrolls its own head away: no later one repaints what did not change.
 */
export function fromFirstCell(stdout: NodeJS.WriteStream): NodeJS.WriteStream {
  const write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    const homed = typeof chunk === 'string' ? chunk.replaceAll(ENTER, ENTER + HOME) : chunk;
    return Reflect.apply(stdout.write, stdout, [homed, ...rest]);
  };
  return new Proxy(stdout, {
    get(target, key) {
      if (key === 'write') return write;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
