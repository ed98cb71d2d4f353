import { createContext, useContext } from 'react';
import type { Preferences } from '../../state/preferences.js';
import { showsLinks } from '../link.js';
import { type Glyphs, glyphsFor, spoken, type Theme, themeFor } from '../theme.js';

/** Signs and colours for the terminal at hand, and its size in cells. */
export interface Look {
  glyphs: Glyphs;
  theme: Theme;
  columns: number;
  rows: number;
  /** For a screen reader: lines are sentences, not cells. */
  aloud: boolean;
  /** For plain text: nothing is cut, and lists have no window. */
  whole: boolean;
  /** The terminal makes links of OSC 8. */
  links: boolean;
}

/** How everything looks on this terminal, for this operator. */
export function lookFor(
  env: NodeJS.ProcessEnv,
  { theme, ascii }: Preferences,
  { columns, rows }: { columns: number; rows: number },
  aloud: boolean,
): Look {
  return {
    glyphs: aloud ? spoken : glyphsFor(env, ascii),
    theme: themeFor(env, theme),
    columns,
    rows,
    aloud,
    whole: false,
    links: !aloud && showsLinks(env),
  };
}

export const LookContext = createContext<Look>(lookFor({}, {}, { columns: 80, rows: 24 }, false));
/** Columns that what is fitted into a line has to do with. */
export const widthToFit = ({ whole, columns }: Look): number => (whole ? Number.POSITIVE_INFINITY : columns);

export const useLook = () => useContext(LookContext);
