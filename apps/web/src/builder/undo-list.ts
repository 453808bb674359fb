import { parseFlow, sameDocument, type Flow } from "@fairflow/flow";
import { z } from "zod";

/** At most so many edits can be taken back. */
export const MAX_UNDO = 100;

/** An edit that can be taken back: what it was, and the document on its other side. */
export interface UndoEntry {
  readonly label: string;
  readonly key: string | undefined;
  readonly flow: Flow;
}

/** What was done and what was undone, each with its latest last, around the document as it now is. */
export interface UndoList {
  readonly past: readonly UndoEntry[];
  readonly future: readonly UndoEntry[];
}

export const EMPTY_UNDO_LIST: UndoList = { past: [], future: [] };

const Entries = z.array(z.object({ label: z.string(), flow: z.unknown() })).max(MAX_UNDO);
const Kept = z.object({ version: z.literal(1), past: Entries, future: Entries, flow: z.unknown() });

/** The form in which a list is kept. Documents share what an edit did not touch, and a structured clone keeps that. */
export function keptUndoList({ past, future }: UndoList, flow: Flow): z.input<typeof Kept> {
  const bare = (entries: readonly UndoEntry[]) =>
    entries.map((entry) => ({ label: entry.label, flow: entry.flow }));
  return { version: 1, past: bare(past), future: bare(future), flow };
}

/**
 * The list that was kept, if it belongs to this very document. If somebody has changed the draft since, undoing would
 * take back their work as well, so the list is let go.
 */
export function undoListFor(kept: unknown, flow: Flow): UndoList {
  const parsed = Kept.safeParse(kept);
  if (!parsed.success) return EMPTY_UNDO_LIST;
  const present = parseFlow(parsed.data.flow);
  if (!present.ok || !sameDocument(present.flow, flow)) return EMPTY_UNDO_LIST;
  const [past, future] = [entriesIn(parsed.data.past), entriesIn(parsed.data.future)];
  return { past, future };
}

/** Entries count from the latest back: what lies behind one that cannot be read is lost, what lies before it is not. */
function entriesIn(kept: z.infer<typeof Entries>): readonly UndoEntry[] {
  const entries: UndoEntry[] = [];
  for (const { label, flow } of kept.toReversed()) {
    const parsed = parseFlow(flow);
    if (!parsed.ok) break;
    entries.unshift({ label, key: undefined, flow: parsed.flow });
  }
  return entries;
}
