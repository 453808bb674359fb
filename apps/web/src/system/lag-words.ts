const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** How long work waits, as in `3 seconds`. */
export function lagWords(ms: number): string {
  if (ms < SECOND_MS) return "None";
  if (ms < MINUTE_MS) return counted(Math.round(ms / SECOND_MS), "second");
  return counted(Math.round(ms / MINUTE_MS), "minute");
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
