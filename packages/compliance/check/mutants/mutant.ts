/** A fault put into the rules' code by hand: one text replaced by another in one file. */
export interface Mutant {
  /** The file under `src`. */
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replacement: string;
  /** What the product would do wrong. */
  readonly breaks: string;
}

/** Faults in one file. */
export function faultsIn(file: string) {
  return (find: string, replacement: string, breaks: string): Mutant => ({
    file,
    find,
    replacement,
    breaks,
  });
}
