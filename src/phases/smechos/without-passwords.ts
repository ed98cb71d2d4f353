/** Where NIS is asked: an empty field takes the password from there, another one is a password of its own. */
const ofNis = /^[+-]/;

/**
 * The text of etc/passwd or etc/group with `x` in the place of each password: a hash would leave its host, and nothing would be a login without
 * one. Lines that are commented out once were accounts too.
 */
export const withoutPasswords = (text: string): string =>
  text.replace(/^([^:\n]*):([^:\n]*):/gm, (line, name: string, password: string) =>
    password === '' && ofNis.test(name) ? line : `${name}:x:`,
  );
