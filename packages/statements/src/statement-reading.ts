import { imbalance, withIds, type StatementDraft } from "./statement-draft.ts";
import type { BadLine, FilePlace, StatementReading } from "./statement.ts";

/** A file holds less: some 200,000 entries are 50 MB. Its text is held whole. */
const MAX_CHARACTERS = 50_000_000;

/** Ends the reading of a file at once; never leaves this package. */
export class Refusal extends Error {
  readonly place: FilePlace | undefined;

  constructor(reason: string, place?: FilePlace) {
    super(reason);
    this.place = place;
  }
}

/**
 * Reads a file in one of the formats: total, whatever it is given. What does not add up is refused, and a statement
 * that stands in the file twice counts once.
 */
export function readingOf(read: () => readonly StatementDraft[]): StatementReading {
  let drafts: readonly StatementDraft[];
  try {
    drafts = read();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: "refused", reason: error.message, place: error.place, badLines: [] };
  }
  const badLines = drafts.flatMap(({ badLines: bad }) =>
    bad.map(({ place, reason }): BadLine => ({ place, reason })),
  );
  if (drafts.length === 0) {
    const reason = "There is no statement in the file.";
    return { kind: "refused", reason, place: undefined, badLines };
  }
  for (const draft of drafts) {
    const reason = imbalance(draft);
    if (reason !== undefined) return { kind: "refused", reason, place: draft.place, badLines };
  }
  return { kind: "read", statements: withIds(drafts), badLines };
}

/** @throws Refusal for a text that no file of money is */
export function refuseOversized(text: string): void {
  if (text.length > MAX_CHARACTERS) throw new Refusal("The file is over 50 MB.");
}

/** Text on one line, as references are looked for and compared: no control characters, no runs of spaces. */
export function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is taken out
  return text.replaceAll(/[\s\u0000-\u001F\u007F]+/g, " ").trim();
}

/** Account numbers are written with and without spaces. */
export function accountNumber(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is taken out
  return text.replaceAll(/[\s\u0000-\u001F\u007F]+/g, "").toUpperCase();
}
