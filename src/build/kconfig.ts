/** One line of a kernel configuration that says something about a symbol; value null: `# CONFIG_X is not set`. */
interface Setting {
  symbol: string;
  value: string | null;
}

function parseLine(line: string): Setting | null {
  const set = /^(CONFIG_\w+)=(.*)$/.exec(line.trim());
  if (set?.[1] !== undefined && set[2] !== undefined) return { symbol: set[1], value: set[2] === 'n' ? null : set[2] };
  const unset = /^# (CONFIG_\w+) is not set$/.exec(line.trim());
  return unset?.[1] === undefined ? null : { symbol: unset[1], value: null };
}

/** Symbol -> value; the last line of a symbol counts. */
function parse(text: string): Map<string, string | null> {
  const settings = new Map<string, string | null>();
  for (const line of text.split('\n')) {
    const setting = parseLine(line);
    if (setting) settings.set(setting.symbol, setting.value);
  }
  return settings;
}

const format = (symbol: string, value: string | null) =>
  value === null ? `# ${symbol} is not set` : `${symbol}=${value}`;

/**
 * Lines of the fragment that the resulting configuration does not have: dropped because something they depend on is off, misspelt, or
 * forced to another value. A symbol asked to be off may also be absent.
 */
export function missingKconfig(fragment: string, config: string): string[] {
  const result = parse(config);
  return [...parse(fragment)]
    .filter(([symbol, value]) => (result.get(symbol) ?? null) !== value)
    .map(([symbol, value]) => format(symbol, value));
}

/** The configuration with the fragment's values in place of its own. */
export function mergeKconfig(config: string, fragment: string): string {
  const asked = parse(fragment);
  const kept = config.split('\n').filter((line) => {
    const setting = parseLine(line);
    return !setting || !asked.has(setting.symbol);
  });
  while (kept.at(-1) === '') kept.pop();
  return `${[...kept, ...[...asked].map(([symbol, value]) => format(symbol, value))].join('\n')}\n`;
}

/** Several fragments as one, a later one's value in place of an earlier one's. */
export const joinKconfig = (fragments: string[]): string =>
  fragments.reduce((all, fragment) => mergeKconfig(all, fragment), '');
