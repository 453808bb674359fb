export interface DiffPiece {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** More words than this would take a browser noticeably long; the texts are then shown one after the other. */
const MOST_CELLS = 4_000_000;

/** What became of a text, word by word: the longest common part stays. */
export function textDiff(before: string, after: string): readonly DiffPiece[] {
  const [from, to] = [wordsOf(before), wordsOf(after)];
  if (from.length * to.length > MOST_CELLS) {
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  }
  const common = commonLengths(from, to);
  const pieces: { kind: DiffPiece["kind"]; text: string }[] = [];
  const add = (kind: DiffPiece["kind"], text: string) => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    const [old, fresh] = [from[i], to[j]];
    if (old !== undefined && old === fresh) {
      add("same", old);
      i += 1;
      j += 1;
    } else if (
      old !== undefined &&
      (fresh === undefined || at(common, i + 1, j) >= at(common, i, j + 1))
    ) {
      add("removed", old);
      i += 1;
    } else if (fresh !== undefined) {
      add("added", fresh);
      j += 1;
    }
  }
  return pieces;
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\s+|[^\s]+/g) ?? [];
}

/** The length of the longest common part of what follows each pair of places. */
function commonLengths(from: readonly string[], to: readonly string[]): readonly Uint32Array[] {
  const rows = Array.from({ length: from.length + 1 }, () => new Uint32Array(to.length + 1));
  for (let i = from.length - 1; i >= 0; i -= 1) {
    for (let j = to.length - 1; j >= 0; j -= 1) {
      const row = rows[i];
      if (row === undefined) continue;
      row[j] =
        from[i] === to[j]
          ? at(rows, i + 1, j + 1) + 1
          : Math.max(at(rows, i + 1, j), at(rows, i, j + 1));
    }
  }
  return rows;
}

function at(rows: readonly Uint32Array[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}
