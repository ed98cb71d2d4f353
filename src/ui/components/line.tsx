import { Text, type TextProps } from 'ink';
import { memo } from 'react';
import { fitWidth } from '../text.js';
import { useLook } from './look.js';

/** Pieces of one line, each with a width in columns; one without takes what is left. The line never wraps. */
export interface Piece {
  text: string;
  width?: number;
  color?: TextProps['color'];
  bold?: boolean;
  dim?: boolean;
}

interface Props {
  pieces: Piece[];
  inverse?: boolean;
}

/** One screen line of exactly the terminal's width, so that a redraw changes only the cells that differ. */
export const Line = memo(function Line({ pieces, inverse = false }: Props) {
  const { columns, glyphs } = useLook();
  const fixed = pieces.reduce((sum, piece) => sum + (piece.width ?? 0), 0);
  const open = pieces.filter((piece) => piece.width === undefined).length;
  const share = open > 0 ? Math.max(0, Math.floor((columns - fixed) / open)) : 0;
  return (
    <Text inverse={inverse} wrap="truncate-end">
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line's pieces have fixed places
        <Text key={index} color={piece.color} bold={piece.bold ?? false} dimColor={piece.dim ?? false}>
          {fitWidth(piece.text, piece.width ?? share, glyphs.cut)}
        </Text>
      ))}
    </Text>
  );
}, sameLine);

function sameLine(a: Props, b: Props): boolean {
  return a.inverse === b.inverse && JSON.stringify(a.pieces) === JSON.stringify(b.pieces);
}
