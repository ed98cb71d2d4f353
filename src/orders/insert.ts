/**
 * A build order with one more line: right after line `after` (from 1), or at the end. Ends of lines are like the neighbour's; all
 * other bytes stay as they are.
 */
export function insertLine(content: Uint8Array, after: number | null, text: string): Buffer {
  const bytes = Buffer.from(content);
  const at = after === null ? bytes.length : afterLine(bytes, after);
  const head = bytes.subarray(0, at);
  const closed = at === 0 || head.at(-1) === NEWLINE;
  const eol = (closed ? head.at(-2) === RETURN : bytes.includes('\r\n')) ? '\r\n' : '\n';
  return Buffer.concat([head, Buffer.from(`${closed ? '' : eol}${text}${eol}`), bytes.subarray(at)]);
}

const NEWLINE = 10;
const RETURN = 13;

/** Where the next line begins, or the length of the content. */
function afterLine(bytes: Buffer, line: number): number {
  let end = -1;
  for (let count = 0; count < line; count += 1) {
    end = bytes.indexOf(NEWLINE, end + 1);
    if (end === -1) return bytes.length;
  }
  return end + 1;
}
