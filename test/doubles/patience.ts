/** What an invocation has left, where time passes only while it is slept. */
export function patience(seconds: number) {
  const pauses: number[] = [];
  let leftMs = seconds * 1000;
  return {
    /** Seconds. */
    pauses,
    leftMs: () => leftMs,
    async sleep(ms: number) {
      pauses.push(ms / 1000);
      leftMs -= ms;
    },
  };
}
