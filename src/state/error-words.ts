/**
 * Words of which every line has one that `errorKind` takes for a cause or a complaint: a line without needs no closer look. They are found
 * in whole parts of a log, as it is on disk: none begins or ends with a blank, which a tab there becomes.
 */
export const errorWords =
  /error|fatal|exception|\*\*\*|undefined (?:reference to|symbol)|multiple definition of|cannot find|final link failed|not recognized|can not be used|incompatible|assembler messages:|not found|unbound variable|parameter not set|: (?:cannot|can't|could not|unable to|failed to|no such|invalid|unrecognized option|unknown option)|no such file or directory|permission denied|cannot open|read-only file system|no space left on device|(?:not|is) a directory|text file busy|out of memory|cannot allocate memory|segmentation fault|^killed\b|bus error|^can't locate|^panic\b|^e(?: \[|:)/im;

/** The same for what only passes a failure on. */
export const consequenceWords =
  /error|\*\*\*|^failed:|build stopped|^tar: (?:exiting|child)|\bexit(?:ed)? (?:with )?(?:status|code)/im;
