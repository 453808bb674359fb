/** Who is due when, in the order of instants; ties in the order of the indices. */
export interface Agenda {
  readonly add: (atMs: number, index: number) => void;
  /** Takes everything that is due at the earliest instant, indices ascending; null when nothing is left. */
  readonly next: () => { readonly atMs: number; readonly indices: readonly number[] } | null;
}

/** Many are due at one instant, such as when a contact window opens, so the heap orders instants and not entries. */
export function createAgenda(): Agenda {
  const due = new Map<number, number[]>();
  const instants: number[] = [];
  return {
    add: (atMs, index) => {
      const others = due.get(atMs);
      if (others !== undefined) {
        others.push(index);
        return;
      }
      due.set(atMs, [index]);
      instants.push(atMs);
      rise(instants);
    },
    next: () => {
      const atMs = instants[0];
      if (atMs === undefined) return null;
      removeTop(instants);
      const indices = due.get(atMs) ?? [];
      due.delete(atMs);
      return { atMs, indices: ascending(indices) };
    },
  };
}

/** Each index once. */
function ascending(indices: readonly number[]): readonly number[] {
  const sorted = indices.toSorted((one, other) => one - other);
  return sorted.filter((index, at) => index !== sorted[at - 1]);
}

function removeTop(heap: number[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  sink(heap);
}

function rise(heap: number[]): void {
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!swapIfLater(heap, parent, at)) return;
    at = parent;
  }
}

function sink(heap: number[]): void {
  let at = 0;
  for (;;) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    const child = instantAt(heap, right) < instantAt(heap, left) ? right : left;
    if (!swapIfLater(heap, at, child)) return;
    at = child;
  }
}

function swapIfLater(heap: number[], upper: number, lower: number): boolean {
  const [above, below] = [instantAt(heap, upper), instantAt(heap, lower)];
  if (below >= above) return false;
  heap[upper] = below;
  heap[lower] = above;
  return true;
}

/** Past the end of the heap nothing is ever due. */
function instantAt(heap: readonly number[], at: number): number {
  return heap[at] ?? Number.POSITIVE_INFINITY;
}
