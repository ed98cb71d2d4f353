/** `gcc (Debian 12.2.0-14+deb12u1) 12.2.0` -> `12.2.0 (Debian 12.2.0-14+deb12u1)`: the packager's patches count too. */
export function versionLine(text: string): string {
  const line = text.split('\n', 1)[0]?.trim() ?? '';
  const parts = /^\S.*?\((.+)\)\s+(\S+)/.exec(line);
  return parts ? `${parts[2]} (${parts[1]})` : line;
}
