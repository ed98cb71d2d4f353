/** What is built: the order of phases, where it is composed and what comes out. */
export interface Profile {
  name: 'smechos' | 'smechvisor';
  title: string;
  summary: string;
  /** File name of the build order in the deploy root. */
  order: string;
  defaultTarget: string;
  /** Globs below images/. */
  outputs: string[];
  /** The C library that its programs run against. */
  libc: 'glibc' | 'musl';
}
