import { findNodeAtLocation, getNodePath, type Node, type ParseError, parseTree } from 'jsonc-parser';

/** Where things stand in a JSON text, for people who are to mend it. Lines count from 1. */
export interface JsonLines {
  /** The line of a value, or, where it lacks, of what it would stand in. */
  of: (path: (string | number)[]) => number;
  /** The line at which it stops being JSON; null where it is. */
  broken: number | null;
}

export function jsonLines(text: string): JsonLines {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const nearest = (path: (string | number)[]): Node | undefined =>
    root && (findNodeAtLocation(root, path) ?? (path.length > 0 ? nearest(path.slice(0, -1)) : undefined));
  const [first] = errors;
  return {
    of: (path) => {
      const node = nearest(path);
      // Of a value the line of its name: it may go on over many.
      const named = node?.parent?.type === 'property' && getNodePath(node).length === path.length ? node.parent : node;
      return lineAt(named?.offset ?? 0);
    },
    broken: first ? lineAt(first.offset) : null,
  };
}
