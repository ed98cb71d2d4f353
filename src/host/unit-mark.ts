/** In the environment of everything that a unit starts: so the runner finds processes that left its tree, see runner/process-group.ts. */
export const unitMark = 'SMECHDEPLOY_UNIT';
