/** What is to happen, in order of time; at one instant by rank, then as it was added. */
export class Agenda<Act> {
  readonly #entries: Entry<Act>[] = [];

  add(atMs: number, rank: number, act: Act): void {
    const entry = { atMs, rank, act };
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#entries[middle];
      // Kept from the latest to the earliest, so that the next one is taken off the end.
      if (other !== undefined && isAfter(other, entry)) low = middle + 1;
      else high = middle;
    }
    this.#entries.splice(low, 0, entry);
  }

  /** Takes the next entry that comes before `endMs`. */
  take(endMs: number): Entry<Act> | undefined {
    const next = this.#entries.at(-1);
    return next !== undefined && next.atMs < endMs ? this.#entries.pop() : undefined;
  }

  /** Whether something else happens at this instant at this rank or before it. */
  hasBefore(atMs: number, rank: number): boolean {
    const next = this.#entries.at(-1);
    return next !== undefined && next.atMs === atMs && next.rank <= rank;
  }
}

interface Entry<Act> {
  readonly atMs: number;
  readonly rank: number;
  readonly act: Act;
}

function isAfter(one: Entry<unknown>, other: Entry<unknown>): boolean {
  return one.atMs > other.atMs || (one.atMs === other.atMs && one.rank > other.rank);
}
