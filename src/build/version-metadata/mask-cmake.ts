/** Comments, bracket arguments and strings of a cmake file, in the order in which they are tried. */
const parts = /#\[(=*)\[[\s\S]*?(?:\]\1\]|$)|#[^\n]*|\[(=*)\[[\s\S]*?(?:\]\2\]|$)|"(?:[^"\\]|\\[\s\S])*(?:"|$)/g;

/**
 * A cmake file with blanks in place of comments and of strings that are more than a version: what is left are its commands, each at the place where it was.
 */
export const maskCmake = (text: string): string =>
  text.replace(parts, (part) => (/^"[\d.]+"$/.test(part) ? part : part.replace(/[^\n]/g, ' ')));
