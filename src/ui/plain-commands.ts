import type { Command } from './keymap.js';
import type { Screen } from './model.js';
import type { Store } from './store.js';

const PAGE = 10;

/** What keys do to the model alone. */
export function plainCommands(dispatch: Store['dispatch']) {
  const fromItsFirstLine = (screen: Screen) => {
    dispatch({ type: 'show', screen });
    dispatch({ type: 'jump', to: 'first' });
  };
  return {
    down: () => dispatch({ type: 'move', by: 1 }),
    up: () => dispatch({ type: 'move', by: -1 }),
    pageDown: () => dispatch({ type: 'move', by: PAGE }),
    pageUp: () => dispatch({ type: 'move', by: -PAGE }),
    first: () => dispatch({ type: 'jump', to: 'first' }),
    last: () => dispatch({ type: 'jump', to: 'last' }),
    tick: () => dispatch({ type: 'tick' }),
    tickGroup: () => dispatch({ type: 'tick.group' }),
    tickRange: () => dispatch({ type: 'tick.range' }),
    leaveRange: () => dispatch({ type: 'tick.range' }),
    tickNeeds: () => dispatch({ type: 'tick.needs' }),
    tickStale: () => dispatch({ type: 'tick.stale' }),
    tickNone: () => dispatch({ type: 'tick.none' }),
    undo: () => dispatch({ type: 'tick.undo' }),
    editTarget: () => dispatch({ type: 'edit.begin', field: 'target' }),
    chooseProfile: () => dispatch({ type: 'show', screen: 'profile' }),
    showRun: () => dispatch({ type: 'show', screen: 'run' }),
    showPhases: () => dispatch({ type: 'show', screen: 'phases' }),
    showPhase: () => fromItsFirstLine('phase'),
    help: () => fromItsFirstLine('help'),
    find: () => dispatch({ type: 'find.begin' }),
    palette: () => dispatch({ type: 'palette.open' }),
    back: () => dispatch({ type: 'back' }),
  } satisfies Partial<Record<Command, () => void>>;
}
