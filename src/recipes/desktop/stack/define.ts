import type { Recipe, Step, Tool } from '../../define.js';

/** By which several modules are chosen at once. `session`: what of Plasma a session needs. */
export type Group = 'libraries' | 'qt' | 'frameworks' | 'plasma' | 'session';

/** One row of the desktop's tables. */
export interface Module {
  name: string;
  groups: Group[];
  /** What it is compiled against, by the recipes' names; what those need in turn is added. */
  needs: string[];
  steps: Step[];
  tools: Tool[];
  /** In their place where the source can't be had and a distribution's packages can. */
  packaged?: Pick<Recipe, 'steps' | 'tools'>;
  /** What its install step can't say in a build root. */
  attributes?: NonNullable<Recipe['attributes']>;
  /** What of its build may come from the machine that compiles. */
  leaksAllowed?: NonNullable<Recipe['leaksAllowed']>;
  /** About how many CPU seconds it takes, by others' measurements or, once `tried`, by ours; null: nobody knows. */
  cpuSeconds: number | null;
  /** Whether it has been compiled in this version of the project. */
  tried: boolean;
  /** The one set that has it; absent: both. */
  only?: 'spec' | 'trixie';
}

/** What a row says beyond name and needs. */
export interface Extra {
  options?: string[];
  /** Environment of its steps. */
  env?: Record<string, string>;
  /** Effort in standard build units. */
  sbu?: number;
  cpuSeconds?: number;
  tried?: boolean;
  only?: 'spec' | 'trixie';
  /** Beside the driver's own. */
  tools?: Tool[];
  attributes?: Module['attributes'];
  leaksAllowed?: Module['leaksAllowed'];
}

/** CPU seconds of one standard build unit, as measured for these figures. */
const secondsOfSbu = 268;

/** A row from its parts; `needs` are names with spaces or line ends between. */
export const row = (
  name: string,
  needs: string,
  { sbu, cpuSeconds, tried, only, attributes, leaksAllowed }: Extra,
  rest: Pick<Module, 'groups' | 'steps' | 'tools'>,
): Module => ({
  name,
  needs: needs.split(/\s+/).filter((need) => need !== ''),
  cpuSeconds: cpuSeconds ?? (sbu === undefined ? null : Math.round(sbu * secondsOfSbu)),
  tried: tried ?? false,
  ...(only === undefined ? {} : { only }),
  ...(attributes === undefined ? {} : { attributes }),
  ...(leaksAllowed === undefined ? {} : { leaksAllowed }),
  ...rest,
});
