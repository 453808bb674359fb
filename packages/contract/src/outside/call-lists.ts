import { Outcome } from "@fairflow/compliance";
import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { withKey } from "../role.ts";
import { Cursor, Id } from "../values.ts";
import { OutsideRule } from "./outside-rule.ts";
import { MOST_AT_ONCE, RowProblem } from "./rows.ts";
import { OutsideInstant } from "./written-values.ts";

/** A call that a flow or a person asked for. */
export const ListedCall = z.strictObject({
  /** By which its disposition is told. */
  task: Id,
  title: z.string(),
  team: z.string(),
  /** The accounts that it is about, as their client calls them. */
  accounts: z.array(z.string()),
  dueAt: z.string().nullable(),
  verdict: z.enum(["allowed", "deferred", "forbidden"]),
  /** The earliest instant at which every rule allows it, where it is deferred. */
  until: z.string().nullable(),
  rules: z.array(OutsideRule),
  /** E.164; null unless it is allowed now. Ask `may-contact` with `reserve` just before dialling. */
  phone: z.string().nullable(),
  /** What may be answered. */
  outcomes: z.array(z.strictObject({ id: z.string(), label: z.string() })),
});
export type ListedCall = z.infer<typeof ListedCall>;

const callList = endpoint({
  method: "GET",
  path: "/v1/call-lists",
  summary:
    "The calls that wait, the oldest first, each with the gate's answer; a number only where it allows the call now",
  input: {
    query: z.strictObject({
      team: z.string().trim().max(80).optional(),
      cursor: z.uuid().optional(),
      limit: z.coerce.number().pipe(z.int().min(1).max(500)).default(100),
    }),
  },
  output: z.strictObject({ calls: z.array(ListedCall), next: Cursor }),
  policy: withKey("call-lists"),
});

/** What came of a listed call. */
export const ReportedDisposition = z.strictObject({
  task: Id,
  /** One of those that the task offers. */
  outcome: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  /** What came of the call itself, in the words of the rule packs; absent where none was made. */
  contact: Outcome.optional(),
  reached: z.enum(["debtor", "third-party"]).optional(),
  /** When it was made; now where absent. */
  at: OutsideInstant.optional(),
  /** The number that was dialled. */
  phone: z.string().trim().min(3).max(60).optional(),
  agent: z
    .string()
    .regex(/^[\w.:@-]{1,64}$/, "Use letters, digits and . : @ _ -")
    .optional(),
  note: z.string().trim().max(2000).optional(),
});
export type ReportedDisposition = z.infer<typeof ReportedDisposition>;

export const DispositionResult = z.strictObject({
  row: z.int(),
  /** `closed`: somebody had closed the task; a contact that was made is on record nevertheless. */
  result: z.enum(["done", "closed", "unmatched", "refused"]),
  /** What the gate says of the call; null where none was reported. */
  verdict: z.enum(["allowed", "deferred", "forbidden"]).nullable(),
  problems: z.array(RowProblem),
});
export type DispositionResult = z.infer<typeof DispositionResult>;

const reportDispositions = endpoint({
  method: "POST",
  path: "/v1/dispositions",
  summary:
    "What came of listed calls, each row as `ReportedDisposition`: the contact enters the history that caps count, the run goes on by the outcome",
  input: {
    body: z.strictObject({
      dispositions: z.array(z.record(z.string(), z.unknown())).min(1).max(MOST_AT_ONCE),
    }),
  },
  output: z.strictObject({ rows: z.array(DispositionResult) }),
  policy: withKey("call-lists"),
});

export const callListEndpoints = { callList, reportDispositions } as const;

/** The same list as a CSV file, with the query of `/v1/call-lists`. */
export const CALL_LIST_FILE_PATH = "/v1/call-lists.csv";

/** A CSV file with the columns of `ReportedDisposition`, as `text/csv`; answers as `/v1/dispositions` does. */
export const DISPOSITIONS_FILE_PATH = "/v1/dispositions.csv";
