import { Box, Text, type TextProps } from 'ink';
import { memo } from 'react';
import { fillWidth, fitWidth, spokenLine } from '../text.js';
import { type Look, useLook } from './look.js';

/** Pieces of one line, each with a width in columns; one without takes what is left. The line never wraps. */
export interface Piece {
  text: string;
  width?: number;
  color?: TextProps['color'];
  bold?: boolean;
  dim?: boolean;
  inverse?: boolean;
}

interface Props {
  pieces: Piece[];
  inverse?: boolean;
}

/** One screen line of exactly the terminal's width, so that a redraw changes only the cells that differ. */
export const Line = memo(function Line({ pieces, inverse = false }: Props) {
  const look = useLook();
  if (look.aloud) return <Sentence pieces={pieces} selected={inverse} />;
  const { columns, glyphs, theme, whole } = look;
  const fixed = pieces.reduce((sum, piece) => sum + (piece.width ?? 0), 0);
  const open = pieces.filter((piece) => piece.width === undefined).length;
  const share = open > 0 ? Math.max(0, Math.floor((columns - fixed) / open)) : 0;
  return (
    <Text inverse={inverse} wrap={whole ? 'hard' : 'truncate-end'}>
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line's pieces have fixed places
        <Text key={index} {...styleOf(piece, theme)}>
          {whole ? fillWidth(piece.text, piece.width ?? share) : fitWidth(piece.text, piece.width ?? share, glyphs.cut)}
        </Text>
      ))}
    </Text>
  );
}, sameLine);

const styleOf = ({ color, bold = false, dim = false, inverse = false }: Piece, theme: Look['theme']) => ({
  bold,
  ...(inverse ? { inverse } : {}),
  dimColor: dim && theme.dim.dimColor,
  color: theme.color(color) ?? (dim ? theme.dim.color : undefined),
});

/** The same line for ears: no cells, no empty lines. */
function Sentence({ pieces, selected }: { pieces: Piece[]; selected: boolean }) {
  const text = spokenLine(pieces.map((piece) => piece.text));
  if (text === '') return null;
  return (
    <Box aria-state={{ selected }}>
      <Text>{text}</Text>
    </Box>
  );
}

function sameLine(a: Props, b: Props): boolean {
  return a.inverse === b.inverse && JSON.stringify(a.pieces) === JSON.stringify(b.pieces);
}
