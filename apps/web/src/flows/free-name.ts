/** The name, or the first with a number behind it that no flow has. */
export function freeName(name: string, taken: readonly string[]): string {
  const all = new Set(taken.map((each) => each.trim().toLowerCase()));
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? name : `${name} (${count})`;
    if (!all.has(free.toLowerCase())) return free;
  }
}
