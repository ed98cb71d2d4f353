import type { Model, Screen } from './model.js';

/** The main screens in the order in which tab goes round them; the digit of its place shows one at once. */
export const mainScreens = ['profile', 'phases', 'run', 'history', 'doctor', 'settings'] as const;
export type MainScreen = (typeof mainScreens)[number];
/** Screens that are opened on another one, and left to it. */
export const innerScreens = ['phase', 'failure', 'historyRun', 'log', 'help'] as const;
export type InnerScreen = (typeof innerScreens)[number];

const titles: Partial<Record<Screen, string>> = { historyRun: 'units' };
/** How a screen is called where an operator reads it. */
export const screenTitle = (screen: Screen): string => titles[screen] ?? screen;

const isMain = (screen: Screen): screen is MainScreen => mainScreens.some((candidate) => candidate === screen);

/** Another screen: a main one takes the place of what is shown, any other is left to it by esc. */
export function shown(model: Model, screen: Screen): Model {
  if (screen === model.screen) return model;
  const trail = isMain(screen) ? [] : [...model.trail, model.screen];
  // What help and details list depends on where they were asked for: they begin at their first line.
  const cursor = screen === 'help' || screen === 'phase' ? { ...model.cursor, [screen]: 0 } : model.cursor;
  return { ...model, screen, trail, cursor, notice: null, confirm: null };
}

/** Where esc goes: to the screen before, from a main screen to the phases. */
export function backFrom(model: Model): Model {
  const screen = model.trail.at(-1) ?? 'phases';
  return { ...model, screen, trail: model.trail.slice(0, -1), confirm: null, notice: null };
}

/** The main screen `by` places on, going round; from a screen within another it counts from that one. */
export function neighbour({ screen, trail }: Model, by: number): MainScreen {
  const at = mainScreens.findIndex((candidate) => candidate === (trail[0] ?? screen));
  return mainScreens[(at + by + mainScreens.length) % mainScreens.length] ?? 'phases';
}
