/** Waits until the process is asked to end. A second signal ends it at once. */
export function untilStopped(): Promise<NodeJS.Signals> {
  const signals = ["SIGINT", "SIGTERM"] as const;
  return new Promise((resolve) => {
    for (const signal of signals) {
      process.once(signal, () => {
        for (const other of signals) process.once(other, () => process.exit(130));
        resolve(signal);
      });
    }
  });
}
