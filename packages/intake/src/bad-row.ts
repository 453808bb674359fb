/** One thing wrong with a row. */
export interface Fault {
  /** `undefined` where the row as a whole is at fault. */
  readonly column: string | undefined;
  /** A plain sentence without anything of the cell. */
  readonly reason: string;
  /** The cell. It may be somebody's name or number: for the person who imports, never for a log. */
  readonly value: string | undefined;
}

/** A row that cannot be taken, with all that is wrong with it. */
export interface BadRow {
  readonly kind: "bad-row";
  readonly line: number;
  readonly faults: readonly [Fault, ...Fault[]];
  /** As they stand in the file; personal data. */
  readonly cells: readonly string[];
}
