/** An inittab without the logins on a console: their lines become comments. */
export const withoutLoginOn = (text: string, console: string): string =>
  text.replace(
    new RegExp(`^[^#:\\n]*:[^:\\n]*:respawn:[^\\n]*\\b${console}\\b[^\\n]*$`, 'gm'),
    '# The desktop is there: $&',
  );
