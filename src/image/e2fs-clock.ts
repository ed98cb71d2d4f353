/** Environment in which programs of e2fsprogs take `epoch` (seconds) for now. Up to 1.47.0 they hear the first, later the second. */
export const e2fsClock = (epoch: number): Record<string, string> => ({
  E2FSPROGS_FAKE_TIME: String(epoch),
  SOURCE_DATE_EPOCH: String(epoch),
});
