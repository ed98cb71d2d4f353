import { createContext, useContext } from 'react';
import { type Glyphs, glyphsFor } from '../theme.js';

/** Signs for the terminal at hand, and its size in cells. */
export interface Look {
  glyphs: Glyphs;
  columns: number;
  rows: number;
}

export const LookContext = createContext<Look>({ glyphs: glyphsFor({}), columns: 80, rows: 24 });
export const useLook = () => useContext(LookContext);
