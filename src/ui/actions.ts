import type { PlanDocument } from '../state/documents.js';
import type { Preferences } from '../state/preferences.js';
import type { RunState } from '../state/run-state.js';
import type { DoctorAction } from './doctor.js';
import type { EditAction } from './edit.js';
import type { FindAction } from './find.js';
import type { HistoryAction } from './history.js';
import type { Command } from './keymap.js';
import type { LogAction } from './log/view.js';
import type { Screen } from './model.js';
import type { OverviewAction } from './overviews.js';
import type { PaletteAction } from './palette.js';
import type { SharedSettings } from './settings.js';
import type { TickAction } from './ticks.js';
import type { WatchAction } from './watch.js';

/** Everything that changes the model. */
export type Action =
  | { type: 'plan.loaded'; plan: PlanDocument }
  | { type: 'plan.failed'; message: string }
  | { type: 'run.changed'; run: RunState | null }
  | { type: 'log.changed'; file: string; lines: string[]; size: number }
  | { type: 'resized'; columns: number; rows: number }
  | { type: 'clock'; now: number }
  | { type: 'notice'; level: 'info' | 'error'; text: string }
  /** A key, or a line of the palette, does nothing now: why. */
  | { type: 'refused'; command: Command; why: string }
  | { type: 'busy'; text: string | null }
  | { type: 'show'; screen: Screen }
  | { type: 'back' }
  | { type: 'move'; by: number }
  | { type: 'jump'; to: 'first' | 'last' }
  | { type: 'profile.choose'; profile: string }
  | EditAction
  | { type: 'shared.loaded'; shared: SharedSettings }
  | { type: 'confirm'; question: 'cancel' | null }
  | { type: 'preferences'; preferences: Preferences }
  | TickAction
  | HistoryAction
  | OverviewAction
  | FindAction
  | DoctorAction
  | LogAction
  | WatchAction
  | PaletteAction;
