/** `phase` of `phase` or `phase/recipe`. */
export const phaseOf = (unit: string) => unit.split('/', 1)[0] ?? unit;

/** `recipe` of the same phase, or `phase/recipe`: as a unit. */
export const recipeUnit = (phase: string, name: string) => (name.includes('/') ? name : `${phase}/${name}`);

/** A unit's name as that of one file or folder: `phase~recipe`. */
export const unitFileName = (unit: string) => unit.replace('/', '~');

/** The unit of such a name. */
export const unitOfFileName = (name: string) => name.replace('~', '/');
