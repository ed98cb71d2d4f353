import type { PlanDocument } from '../state/documents.js';
import type { Preferences } from '../state/preferences.js';
import type { RunState } from '../state/run-state.js';
import type { Doctor } from './doctor.js';
import type { Edit } from './edit.js';
import type { Find } from './find.js';
import type { History } from './history.js';
import type { LogView } from './log/view.js';
import type { Notice } from './notice.js';
import type { KnownProfile } from './overviews.js';
import type { Palette } from './palette.js';
import type { InnerScreen, MainScreen } from './screens.js';
import type { SharedSettings } from './settings.js';
import { initialWatch, type Watch } from './watch.js';

export type Screen = MainScreen | InnerScreen;
export type PlanPhase = PlanDocument['phases'][number];

export interface Model {
  screen: Screen;
  /** Where esc goes, newest last. */
  trail: Screen[];
  profiles: { name: string; title: string; summary: string }[];
  profile: string;
  /** Named by the operator; null: as settings and profile say. */
  target: string | null;
  /** What there is of each profile, by its name, as far as it was looked up. */
  overviews: Record<string, KnownProfile>;
  plan: PlanDocument | null;
  planError: string | null;
  ticks: string[];
  undo: string[][];
  /** Where the range of phases begins that is chosen together with the one under the cursor. */
  rangeFrom: number | null;
  /** Line of the list on each screen. */
  cursor: Record<Screen, number>;
  /** The target or the number of jobs while it is edited. */
  edit: Edit | null;
  /** The list of commands, while it is open. */
  palette: Palette | null;
  /** A name while it is typed to jump to its line. */
  find: Find | null;
  /** A question that the next key answers. */
  confirm: 'cancel' | null;
  history: History;
  doctor: Doctor;
  preferences: Preferences;
  /** Null until it was asked for. */
  shared: SharedSettings | null;
  run: RunState | null;
  watch: Watch;
  /** The process id of this client, by which it knows itself among those at a run. */
  self: number;
  /** The end of the log that was read last for the run's screen. */
  log: { file: string; lines: string[]; size: number } | null;
  /** The log that is looked at on its own screen. */
  logView: LogView | null;
  notice: Notice | null;
  busy: string | null;
  /** Of the terminal, in cells. */
  size: { columns: number; rows: number };
  /** Milliseconds since 1970, ticking while a run goes on. */
  now: number;
}

export function initialModel(profiles: Model['profiles'], profile: string, target: string | null, now: number): Model {
  return {
    screen: 'phases',
    trail: [],
    profiles,
    profile,
    target,
    overviews: {},
    plan: null,
    planError: null,
    ticks: [],
    undo: [],
    rangeFrom: null,
    cursor: {
      profile: Math.max(
        0,
        profiles.findIndex(({ name }) => name === profile),
      ),
      phases: 0,
      phase: 0,
      run: 0,
      failure: 0,
      history: 0,
      historyRun: 0,
      doctor: 0,
      settings: 0,
      log: 0,
      help: 0,
    },
    edit: null,
    palette: null,
    find: null,
    confirm: null,
    history: { runs: null, chosen: null },
    doctor: { report: null, looking: false },
    preferences: {},
    shared: null,
    run: null,
    watch: initialWatch,
    self: 0,
    log: null,
    logView: null,
    notice: null,
    busy: null,
    size: { columns: 80, rows: 24 },
    now,
  };
}

export const phaseUnderCursor = ({ plan, cursor }: Model): PlanPhase | undefined => plan?.phases[cursor.phases];

/** The unit whose log is worth showing unasked: the first that runs, else the last that failed, else the last that ended. */
export function unitOfInterest(run: RunState): { unit: string; log: string } | null {
  const units = [...(run.sources ? [run.sources] : []), ...run.phases.flatMap((phase) => [...phase.recipes, phase])];
  const withLog = units.flatMap((unit) => (unit.log === null ? [] : [{ ...unit, log: unit.log }]));
  const failed = withLog.filter((unit) => unit.state === 'failed');
  const running = withLog.filter((unit) => unit.state === 'running');
  const ended = withLog
    .filter((unit) => unit.endedAt !== null)
    .sort((a, b) => (a.endedAt ?? '').localeCompare(b.endedAt ?? ''));
  const chosen = running.at(0) ?? failed.at(-1) ?? ended.at(-1);
  return chosen ? { unit: chosen.unit, log: chosen.log } : null;
}
