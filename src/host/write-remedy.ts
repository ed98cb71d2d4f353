/** What to do where something could not be written, by the error's code. */
export function writeRemedy(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'make room there';
  if (code === 'EROFS') return 'it is on a file system that is mounted read-only: remount it';
  return 'run as a user who may write there';
}
