/** Lower case of the same length, so that a place found in it is the place in the text: only one letter grows otherwise. */
export const fold = (text: string) => (text.includes('İ') ? text.replaceAll('İ', 'I') : text).toLowerCase();

/** Case counts once an upper-case letter was typed. */
export const heedsCase = (query: string) => query !== fold(query);

/** Where a query stands in a text, each as [from, to) in UTF-16 units; none overlap. */
export function matchesIn(text: string, query: string): [number, number][] {
  if (query === '') return [];
  const within = heedsCase(query) ? text : fold(text);
  const found: [number, number][] = [];
  for (let at = within.indexOf(query); at >= 0; at = within.indexOf(query, at + query.length))
    found.push([at, at + query.length]);
  return found;
}
