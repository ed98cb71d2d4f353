/** `phase` of `phase` or `phase/recipe`. */
export const phaseOf = (unit: string) => unit.split('/', 1)[0] ?? unit;
