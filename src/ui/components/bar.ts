import type { Glyphs } from '../theme.js';

/** A bar of `width` cells with its per cent, or dots where nobody knows how far it is. */
export function bar(fraction: number | null, width: number, glyphs: Glyphs): string {
  if (fraction === null) return `${glyphs.empty.repeat(width)}   ? `;
  const full = Math.floor(fraction * width);
  return `${glyphs.full.repeat(full)}${glyphs.empty.repeat(width - full)} ${String(Math.floor(fraction * 100)).padStart(3)}%`;
}
