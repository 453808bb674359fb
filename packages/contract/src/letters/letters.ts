import { z } from "zod";
import { Done, endpoint } from "../endpoint.ts";
import { only, withKey } from "../role.ts";
import { Day, Id, InstantMs } from "../values.ts";
import { LetterSetting } from "./letter-setting.ts";

const READERS = only("specialist", "admin", "manager");
const WORKERS = only("specialist", "admin");

export const LetterBatch = z.strictObject({
  id: Id,
  status: z.enum(["filling", "closed", "handed_over"]),
  begunAtMs: InstantMs,
  /** Null where the set hour began it. */
  begunBy: z.string().nullable(),
  closedAtMs: InstantMs.nullable(),
  handedOverAtMs: InstantMs.nullable(),
  letters: z.int(),
  printed: z.int(),
  unprintable: z.int(),
  takenOut: z.int(),
  returned: z.int(),
});
export type LetterBatch = z.infer<typeof LetterBatch>;

export const letters = endpoint({
  method: "GET",
  path: "/api/letters",
  summary: "How letters are sent, how many wait for a batch, and the batches, the newest first",
  input: {},
  output: z.strictObject({
    /** Null until somebody has said how. */
    setting: LetterSetting.nullable(),
    /** Whether this installation has a folder of a print house. */
    hasFolder: z.boolean(),
    waiting: z.int(),
    /** How many people are to be traced. */
    sought: z.int(),
    batches: z.array(LetterBatch),
  }),
  policy: READERS,
});

export const changeLetters = endpoint({
  method: "PUT",
  path: "/api/letters/setting",
  summary: "Says how letters are sent; audited",
  input: { body: LetterSetting },
  output: Done,
  policy: only("admin"),
});

export const beginLetterBatch = endpoint({
  method: "POST",
  path: "/api/letters/batches",
  summary: "Begins a batch of all letters that may go now; a conflict where one is being filled",
  input: {},
  output: z.strictObject({ id: Id }),
  policy: WORKERS,
});

export const letterBatch = endpoint({
  method: "GET",
  path: "/api/letters/batches/:id",
  summary:
    "One batch, what cannot be printed, and which letters to take out because their people's standing changed",
  input: { params: z.strictObject({ id: Id }) },
  output: LetterBatch.extend({
    unprintableLetters: z.array(z.strictObject({ attemptId: Id, debtorId: Id, code: z.string() })),
    toTakeOut: z.array(z.strictObject({ attemptId: Id, debtorId: Id })),
  }),
  policy: READERS,
});

export const handOverLetters = endpoint({
  method: "POST",
  path: "/api/letters/batches/:id/hand-over",
  summary: "Says that a closed batch left the house: its letters count as sent from now; audited",
  input: {
    params: z.strictObject({ id: Id }),
    body: z.strictObject({
      /** Letters that were taken out of it: they are judged anew. */
      takenOut: z.array(Id).max(10_000).default([]),
    }),
  },
  output: z.strictObject({ letters: z.int() }),
  policy: WORKERS,
});

/** Where a closed batch is downloaded: a zip of its letters with their list. */
export const LETTERS_DOWNLOAD_PATH = "/api/letters/batches/:id/files";

export const ReturnReason = z.enum([
  "gone_away",
  "unknown",
  "incomplete_address",
  "refused",
  "unclaimed",
  "deceased",
  "other",
]);
export type ReturnReason = z.infer<typeof ReturnReason>;

const Problem = z.strictObject({ line: z.int(), problem: z.string() });

const Taken = z.strictObject({
  taken: z.int(),
  /** Rows that were told before: nothing was done again. */
  known: z.int(),
  problems: z.array(Problem),
});

const Csv = z.string().min(1).max(900_000);

export const bringReturns = endpoint({
  method: "POST",
  path: "/api/letters/returns",
  summary:
    "Letters that came back, as a CSV with the columns letter or reference, reason and returned_on: nobody writes there any more; audited",
  input: { body: z.strictObject({ csv: Csv }) },
  output: Taken,
  policy: WORKERS,
});

export const exportSought = endpoint({
  method: "POST",
  path: "/api/letters/tracing/export",
  summary: "Those who are to be traced, as a CSV for a tracer; with a reason, audited",
  input: { body: z.strictObject({ reason: z.string().trim().min(3).max(500) }) },
  output: z.strictObject({ people: z.int(), csv: z.string() }),
  policy: WORKERS,
});

export const importTraces = endpoint({
  method: "POST",
  path: "/api/letters/tracing/import",
  summary:
    "Addresses that a tracer found, as a CSV: they come in unverified, with where they are from and what they cost; audited",
  input: { body: z.strictObject({ tracer: z.string().trim().min(2).max(80), csv: Csv }) },
  output: Taken,
  policy: WORKERS,
});

export const reportReturns = endpoint({
  method: "POST",
  path: "/v1/letters/returns",
  summary: "Letters that came back, as the system of a print house tells them; safe to repeat",
  input: {
    body: z.strictObject({
      returns: z
        .array(z.strictObject({ letter: Id, reason: ReturnReason, returnedOn: Day }))
        .min(1)
        .max(1_000),
    }),
  },
  output: Taken,
  policy: withKey("contacts"),
});
