import { z } from "zod";
import { Done, endpoint } from "../endpoint.ts";
import { withKey } from "../role.ts";
import { Id } from "../values.ts";
import { MOST_AT_ONCE, RowProblem } from "./rows.ts";
import { OutsideSubjectFields } from "./subject.ts";
import { Code, DocumentReference, OutsideDay, OutsideInstant } from "./written-values.ts";

/** A hold on an account, on all of a debtor's, or on all accounts of whoever has an identity number. */
export const ReportedHold = z
  .strictObject({
    ...OutsideSubjectFields,
    idNumber: z.string().trim().min(4).max(40).optional(),
    /** As the rule packs name it: `debt_review`, `deceased`, `insolvent`, `under_administration`, ... */
    state: Code,
    /** From when; now where absent. */
    since: OutsideInstant.optional(),
    until: OutsideInstant.optional(),
    document: DocumentReference.optional(),
    documentDate: OutsideDay.optional(),
    /** What should happen next, and the last day for it: a task asks where it does not. */
    nextEvent: Code.optional(),
    nextEventBy: OutsideDay.optional(),
    /** Says that an identity number which more than five debtors have is meant for all of them. */
    confirm: z
      .union([z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")])
      .default(false),
    note: z.string().trim().max(2000).optional(),
  })
  .refine(
    ({ account, debtor, idNumber }) =>
      [account, debtor, idNumber].filter((name) => name !== undefined).length === 1,
    { error: "Name an account, a debtor or an identity number, one of them" },
  )
  .refine(
    ({ nextEvent, nextEventBy }) => (nextEvent === undefined) === (nextEventBy === undefined),
    {
      error: "An expected event needs its last day",
      path: ["nextEventBy"],
    },
  );
export type ReportedHold = z.infer<typeof ReportedHold>;

export const HoldResult = z.strictObject({
  row: z.int(),
  /** `in-force`: it stood there already, and took over what is new of it. */
  result: z.enum(["placed", "in-force", "unmatched", "refused"]),
  holds: z.array(Id),
  problems: z.array(RowProblem),
});
export type HoldResult = z.infer<typeof HoldResult>;

export const reportHolds = endpoint({
  method: "POST",
  path: "/v1/holds",
  summary:
    "Places holds, each row as `ReportedHold`: what is planned is taken back at once, in all flows; the good rows are kept",
  input: {
    body: z.strictObject({
      holds: z.array(z.record(z.string(), z.unknown())).min(1).max(MOST_AT_ONCE),
    }),
  },
  output: z.strictObject({ rows: z.array(HoldResult) }),
  policy: withKey("holds"),
});

export const HoldLifting = z.strictObject({
  /** The event that ends it, as its rules name it; `placed_by_mistake` for one that should not be there. */
  reason: Code,
  evidence: DocumentReference.optional(),
});

export const liftReportedHold = endpoint({
  method: "POST",
  path: "/v1/holds/:id/lift",
  summary: "Ends a hold by the event that its rules name; runs go on where they stood",
  input: { params: z.strictObject({ id: Id }), body: HoldLifting },
  output: Done,
  policy: withKey("holds"),
});
