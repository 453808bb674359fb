import { Channel, Purpose } from "@fairflow/compliance";
import { z } from "zod";
import { Done, endpoint } from "../endpoint.ts";
import { withKey } from "../role.ts";
import { Id } from "../values.ts";
import { MOST_AT_ONCE, RowProblem } from "./rows.ts";
import { namesOne, ONE_SUBJECT, OutsideSubjectFields } from "./subject.ts";
import { Act, DocumentReference, OutsideInstant } from "./written-values.ts";

/** The id of a rule of a pack: `us.tcpa.pec`. */
export const ConsentRuleId = z.string().regex(/^[a-z0-9._-]{1,80}$/);

/** A debtor's own yes, as another system has it. It is the debtor's: of an account, that of whoever owes it. */
export const ReportedConsent = z
  .strictObject({
    ...OutsideSubjectFields,
    /** Every channel where absent. */
    channel: Channel.optional(),
    /** As it is written; every address of theirs where absent. */
    address: z.string().trim().min(1).max(500).optional(),
    /** Everything but marketing where absent. */
    purpose: Purpose.optional(),
    /** The one rule that it was given for, as its pack names it. */
    rule: ConsentRuleId.optional(),
    how: Act,
    at: OutsideInstant,
    /** Of the message, recording or document that shows it. */
    evidence: DocumentReference,
  })
  .refine(namesOne, ONE_SUBJECT)
  .refine(({ address, channel }) => address === undefined || channel !== undefined, {
    error: "An address needs its channel",
    path: ["channel"],
  });
export type ReportedConsent = z.infer<typeof ReportedConsent>;

export const ConsentResult = z.strictObject({
  row: z.int(),
  /** `known`: it is on record already. */
  result: z.enum(["recorded", "known", "unmatched", "refused"]),
  /** By which it is taken back; null where it was not recorded. */
  consent: Id.nullable(),
  problems: z.array(RowProblem),
});
export type ConsentResult = z.infer<typeof ConsentResult>;

export const reportConsents = endpoint({
  method: "POST",
  path: "/v1/consents",
  summary:
    "Puts debtors' consents on record, each row as `ReportedConsent`; the good rows are kept",
  input: {
    body: z.strictObject({
      consents: z.array(z.record(z.string(), z.unknown())).min(1).max(MOST_AT_ONCE),
    }),
  },
  output: z.strictObject({ rows: z.array(ConsentResult) }),
  policy: withKey("consents"),
});

export const withdrawReportedConsent = endpoint({
  method: "POST",
  path: "/v1/consents/:id/withdraw",
  summary: "Takes a consent back: nothing that rests on it leaves any more",
  input: {
    params: z.strictObject({ id: Id }),
    body: z.strictObject({
      how: Act,
      at: OutsideInstant,
      evidence: DocumentReference.optional(),
    }),
  },
  output: Done,
  policy: withKey("consents"),
});
