/** Who is due when: a binary min-heap of instants, ties in the order of the indices. */
export interface Agenda {
  readonly add: (atMs: number, index: number) => void;
  /** Takes everything that is due at the earliest instant, indices ascending; null when nothing is left. */
  readonly next: () => { readonly atMs: number; readonly indices: readonly number[] } | null;
}

interface Entry {
  readonly atMs: number;
  readonly index: number;
}

export function createAgenda(): Agenda {
  const heap: Entry[] = [];
  return {
    add: (atMs, index) => {
      heap.push({ atMs, index });
      rise(heap, heap.length - 1);
    },
    next: () => {
      const first = heap[0];
      if (first === undefined) return null;
      const indices: number[] = [];
      for (let top = heap[0]; top !== undefined && top.atMs === first.atMs; top = heap[0]) {
        if (indices.at(-1) !== top.index) indices.push(top.index);
        removeTop(heap);
      }
      return { atMs: first.atMs, indices };
    },
  };
}

function removeTop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  sink(heap);
}

function rise(heap: Entry[], start: number): void {
  let at = start;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!swapIfLater(heap, parent, at)) return;
    at = parent;
  }
}

function sink(heap: Entry[]): void {
  let at = 0;
  for (;;) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    const child = isEarlier(heap[right], heap[left]) ? right : left;
    if (!swapIfLater(heap, at, child)) return;
    at = child;
  }
}

function swapIfLater(heap: Entry[], upper: number, lower: number): boolean {
  const [above, below] = [heap[upper], heap[lower]];
  if (above === undefined || below === undefined || !isEarlier(below, above)) return false;
  heap[upper] = below;
  heap[lower] = above;
  return true;
}

function isEarlier(one: Entry | undefined, other: Entry | undefined): boolean {
  if (one === undefined) return false;
  if (other === undefined) return true;
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.index < other.index);
}
