/** A word as every shell reads it back: as it is, or in quotes. A tilde is quoted too, which some expand within words. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
