import { bindingsFor, type Command } from './keymap.js';
import type { Model } from './model.js';

/** What there is to say in the line above the keys. */
export interface Notice {
  level: 'info' | 'error';
  text: string;
  /** The command that can't be done, where the text is the reason. */
  refused?: Command;
}

/** Drops the reason why a key did nothing, once it would do something or something else stands in its way. */
export function withoutUntrue(model: Model): Model {
  const { notice, screen } = model;
  if (notice?.refused === undefined) return model;
  const binding = bindingsFor(screen).find(({ command }) => command === notice.refused);
  return binding?.disabled?.(model) === notice.text ? model : { ...model, notice: null };
}
