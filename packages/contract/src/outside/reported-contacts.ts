import { Channel, Outcome, Purpose } from "@fairflow/compliance";
import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { withKey } from "../role.ts";
import { Id } from "../values.ts";
import { OutsideRule } from "./outside-rule.ts";
import { MOST_AT_ONCE, RowProblem } from "./rows.ts";
import { namesOne, ONE_SUBJECT, OutsideSubjectFields } from "./subject.ts";
import { OutsideInstant } from "./written-values.ts";

/** A contact that another system or a person made. */
export const ReportedContact = z
  .strictObject({
    /** The reporter's own number of it: told twice, it is one. */
    id: z.string().trim().min(1).max(200),
    ...OutsideSubjectFields,
    at: OutsideInstant,
    channel: Channel,
    address: z.string().trim().min(1).max(500).optional(),
    direction: z.enum(["outbound", "inbound"]).default("outbound"),
    purpose: Purpose.default("collection"),
    /** What came of it, in the words of the rule packs. */
    outcome: Outcome,
    /** Who was reached; a wrong number is refused everywhere from then on. */
    reached: z.enum(["debtor", "third-party", "wrong-number"]).optional(),
    /** Who made it, as a code. */
    agent: z
      .string()
      .regex(/^[\w.:@-]{1,64}$/, "Use letters, digits and . : @ _ -")
      .optional(),
    reservation: Id.optional(),
  })
  .refine(namesOne, ONE_SUBJECT);
export type ReportedContact = z.infer<typeof ReportedContact>;

export const ContactResult = z.strictObject({
  /** Counted from 1, in the order of the request. */
  row: z.int(),
  result: z.enum(["recorded", "known", "refused"]),
  /** What the gate says of an attempt of ours at that instant; null where it was not recorded. */
  verdict: z.enum(["allowed", "deferred", "forbidden"]).nullable(),
  /** It was made although a rule forbade it: recorded as that. */
  isBreach: z.boolean(),
  rules: z.array(OutsideRule),
  problems: z.array(RowProblem),
});
export type ContactResult = z.infer<typeof ContactResult>;

export const reportContacts = endpoint({
  method: "POST",
  path: "/v1/contacts",
  summary:
    "Contacts that were made elsewhere, for the history that caps count; each row as `ReportedContact`, the good ones are kept",
  input: {
    body: z.strictObject({
      contacts: z.array(z.record(z.string(), z.unknown())).min(1).max(MOST_AT_ONCE),
    }),
  },
  output: z.strictObject({
    recorded: z.int(),
    known: z.int(),
    refused: z.int(),
    rows: z.array(ContactResult),
  }),
  policy: withKey("contacts"),
});
