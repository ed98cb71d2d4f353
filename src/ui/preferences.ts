/** What the operator prefers, on this machine; what is left out is the default. */
export interface Preferences {
  jobs?: number | undefined;
  /** `auto`: by what the terminal says of its background. */
  theme?: 'auto' | 'light' | 'dark' | 'plain' | undefined;
  /** Signs that any terminal has; left out: by locale and terminal. */
  ascii?: boolean | undefined;
  /** On unless false: a bell at the end of a run, its progress and name told to the terminal. */
  bell?: boolean | undefined;
  progress?: boolean | undefined;
  title?: boolean | undefined;
  /** For what is started here: without the network; prebuilt binary packages unless false. */
  offline?: boolean | undefined;
  prebuilt?: boolean | undefined;
}
