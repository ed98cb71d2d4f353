import type { Glyphs } from '../theme.js';

/** A bar of `width` cells with its per cent, `~` where that is by earlier runs alone, or dots where nobody knows how far it is. */
export function bar(fraction: number | null, width: number, glyphs: Glyphs, estimated = false): string {
  if (fraction === null) return `${glyphs.empty.repeat(width)}   ? `;
  const known = Math.max(0, Math.min(1, fraction));
  const full = Math.floor(known * width);
  const percent = `${estimated && known > 0 ? '~' : ''}${Math.floor(known * 100)}`;
  return `${glyphs.full.repeat(full)}${glyphs.empty.repeat(width - full)} ${percent.padStart(3)}%`;
}
