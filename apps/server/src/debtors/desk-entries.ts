import type { TimelineEntry } from "@fairflow/contract";
import type { RecordHappening, StoredNote } from "@fairflow/db";
import { plainWords } from "./step-words.ts";
import { entry } from "./timeline-entry.ts";

export function noteEntry(
  { id, at, text }: StoredNote,
  { showsText, by }: { readonly showsText: boolean; readonly by: string },
): TimelineEntry {
  return entry({
    id: `${id}.note`,
    at,
    kind: "note",
    title: `Note by ${by}`,
    detail: text === null ? "It was erased" : null,
    body: showsText ? text : null,
  });
}

const RECORD_WORDS: Readonly<Record<RecordHappening["kind"], string>> = {
  "link-made": "A pay link was made",
  "link-closed": "A pay link was closed",
  evidence: "A paper came in",
  "need-recorded": "A need for care was recorded",
  "need-ended": "A need for care is over",
  "settlement-offered": "A settlement was offered",
  "request-opened": "A request about their data came in",
  "request-closed": "A request about their data was closed",
};

/** What was recorded beside messages, money and holds. */
export function recordEntry({ id, at, kind, what }: RecordHappening): TimelineEntry {
  return entry({
    id: `${id}.${kind}`,
    at,
    kind: "record",
    title: RECORD_WORDS[kind],
    detail: what === null ? null : plainWords(what),
  });
}
