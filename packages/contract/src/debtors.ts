import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { signedIn } from "./role.ts";
import { Cursor, Id, InstantMs, Money, Search } from "./values.ts";

/** Names and addresses are masked for roles that do not work with people; `masked` says so. */
export const DebtorSummary = z.strictObject({
  id: Id,
  reference: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  language: z.string(),
  arrears: Money,
  openAccounts: z.int(),
  daysPastDue: z.int(),
  holds: z.array(z.string()),
});
export type DebtorSummary = z.infer<typeof DebtorSummary>;

export const debtors = endpoint({
  method: "GET",
  path: "/api/debtors",
  summary: "Debtors by reference, or by name, number or e-mail where the role may see them",
  input: {
    query: z.strictObject({ search: Search.optional(), cursor: z.string().max(200).optional() }),
  },
  output: z.strictObject({ debtors: z.array(DebtorSummary), next: Cursor, masked: z.boolean() }),
  policy: signedIn,
});

const RuleWords = z.strictObject({
  id: z.string(),
  words: z.string(),
  source: z.string().nullable(),
});

export const DebtorDetail = z.strictObject({
  id: Id,
  reference: z.string(),
  name: z.string(),
  kind: z.enum(["person", "company"]),
  language: z.string(),
  zone: z.string(),
  masked: z.boolean(),
  addresses: z.array(
    z.strictObject({
      id: Id,
      channel: z.enum(["sms", "email", "letter"]),
      text: z.string(),
      state: z.enum(["unverified", "right_party", "wrong_party", "gone_away", "bounced"]),
      optedOut: z.boolean(),
    }),
  ),
  accounts: z.array(
    z.strictObject({
      id: Id,
      reference: z.string(),
      kind: z.string(),
      status: z.string(),
      arrears: Money,
      balance: Money,
      dueDate: z.string().nullable(),
      daysPastDue: z.int(),
      /** The rules that the client's interest and charges exceed: no amount of this debt stands in a message. */
      chargeWarnings: z.array(RuleWords),
    }),
  ),
  holds: z.array(
    z.strictObject({
      id: Id,
      /** All of the debtor's accounts where null. */
      accountId: Id.nullable(),
      state: z.string(),
      sinceMs: InstantMs,
      untilMs: InstantMs.nullable(),
      /** What should happen to it next, as a code; a task asks after it where it does not come by then. */
      nextEvent: z.strictObject({ event: z.string(), byMs: InstantMs }).nullable(),
    }),
  ),
  runs: z.array(
    z.strictObject({
      flowId: Id,
      flowName: z.string(),
      version: z.int(),
      node: z.string(),
      nodeName: z.string(),
      sinceMs: InstantMs,
      wakeAtMs: InstantMs.nullable(),
      status: z.enum(["active", "held", "ended", "parked"]),
    }),
  ),
});
export type DebtorDetail = z.infer<typeof DebtorDetail>;

export const debtor = endpoint({
  method: "GET",
  path: "/api/debtors/:id",
  summary: "One debtor with accounts, addresses, holds and where they stand in flows",
  input: { params: z.strictObject({ id: Id }) },
  output: DebtorDetail,
  policy: signedIn,
});

export const TimelineKind = z.enum([
  "step",
  "message",
  "deferred",
  "refused",
  "payment",
  "dispute",
  "promise",
  "hold",
  "reply",
  "task",
  "note",
  "legal-step",
  "record",
  "import",
]);
export type TimelineKind = z.infer<typeof TimelineKind>;

export const TimelineEntry = z.strictObject({
  id: z.string(),
  atMs: InstantMs,
  kind: TimelineKind,
  /** The attempt that it tells of, to ask why it went, waits or was refused. */
  attemptId: Id.nullable(),
  title: z.string(),
  detail: z.string().nullable(),
  channel: z.enum(["sms", "email", "letter"]).nullable(),
  /** The message as it was rendered, where the role may read it. */
  body: z.string().nullable(),
  rules: z.array(RuleWords),
  flow: z
    .strictObject({
      id: Id,
      name: z.string(),
      version: z.int(),
      node: z.string(),
      nodeName: z.string(),
    })
    .nullable(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const timeline = endpoint({
  method: "GET",
  path: "/api/debtors/:id/timeline",
  summary: "What was done, sent, deferred or refused, and by which rule; the newest first",
  input: {
    params: z.strictObject({ id: Id }),
    query: z.strictObject({
      before: z.string().max(200).optional(),
      /** Only these, with commas between; all where absent. */
      kinds: z.string().max(200).optional(),
    }),
  },
  output: z.strictObject({ entries: z.array(TimelineEntry), next: Cursor, zone: z.string() }),
  policy: signedIn,
});

/** A step of a flow, why it went the way that it went, and what would have led elsewhere. */
export const StepWhy = z.strictObject({
  atMs: InstantMs,
  flow: z.strictObject({ id: Id, name: z.string(), version: z.int() }),
  nodes: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      /** What the step does, as that version says it; null where the version has no such step any more. */
      sentence: z.string().nullable(),
      /** How the run left it; null where it stayed. */
      wayOut: z.string().nullable(),
      decision: z
        .strictObject({
          /** Whether the facts on record give the same way out again. */
          isSame: z.boolean(),
          changes: z.array(
            z.strictObject({
              field: z.string(),
              label: z.string(),
              from: z.string(),
              to: z.string(),
              wayOut: z.string(),
            }),
          ),
        })
        .nullable(),
    }),
  ),
  /** What was read to decide; ids and numbers. */
  facts: z.array(z.strictObject({ id: z.string(), label: z.string(), value: z.string() })),
  /** What it heard of, as codes. */
  events: z.array(z.string()),
});
export type StepWhy = z.infer<typeof StepWhy>;

export const stepWhy = endpoint({
  method: "GET",
  path: "/api/debtors/:id/steps/:step/why",
  summary:
    "Why a run went the way that it went: the step in its exact version, the facts used, and which single fact would have led elsewhere",
  input: {
    params: z.strictObject({ id: Id, step: z.string().regex(/^[0-9a-f-]{36}\.\d{1,9}$/) }),
  },
  output: StepWhy,
  policy: signedIn,
});
