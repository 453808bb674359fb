import { Channel, Purpose } from "@fairflow/compliance";
import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { withKey } from "../role.ts";
import { Id } from "../values.ts";
import { OutsideRule } from "./outside-rule.ts";
import { MOST_AT_ONCE } from "./rows.ts";
import { namesOne, ONE_SUBJECT, OutsideSubjectFields } from "./subject.ts";
import { OutsideInstant } from "./written-values.ts";

export const ContactQuestion = z
  .strictObject({
    /** The caller's own, given back with the answer. */
    id: z.string().max(200).optional(),
    ...OutsideSubjectFields,
    channel: Channel,
    /** As it is written: a number in any spelling, an e-mail address. Without one the debtor's best is meant. */
    address: z.string().trim().min(1).max(500).optional(),
    purpose: Purpose.default("collection"),
    /** Now where absent. */
    at: OutsideInstant.optional(),
  })
  .refine(namesOne, ONE_SUBJECT);
export type ContactQuestion = z.infer<typeof ContactQuestion>;

export const ContactAnswer = z.strictObject({
  id: z.string().nullable(),
  verdict: z.enum(["allowed", "deferred", "forbidden"]),
  /** The earliest instant at which every rule allows it, as far as is known now; ask again then. */
  until: z.string().nullable(),
  words: z.string(),
  rules: z.array(OutsideRule),
  /** Why it could not be judged, and is therefore forbidden. */
  problem: z
    .enum([
      "unknown-account",
      "ambiguous-account",
      "unreadable-address",
      "address-of-another-party",
      "no-usable-address",
      "at-is-over",
      "all-contact-paused",
    ])
    .nullable(),
  /**
   * Which address was judged: the one that was named, else the debtor's best. Without an id where the debtor's file does
   * not have it; null where nothing was judged, or the channel needs none.
   */
  address: z.strictObject({ id: Id.nullable(), kind: z.string(), isNamed: z.boolean() }).nullable(),
  /** The slot that is kept for this contact; name it when the contact is reported. */
  reservation: z.strictObject({ id: Id, until: z.string() }).nullable(),
});
export type ContactAnswer = z.infer<typeof ContactAnswer>;

export const mayContact = endpoint({
  method: "POST",
  path: "/v1/may-contact",
  summary:
    "Whether debtors may be contacted, by the gate that judges our own messages; `reserve` keeps the slot for some minutes",
  input: {
    body: z
      .strictObject({
        questions: z.array(ContactQuestion).min(1).max(MOST_AT_ONCE),
        reserve: z.boolean().default(false),
        reserveMinutes: z.int().min(1).max(60).default(5),
      })
      .refine(
        ({ reserve, questions }) => !reserve || questions.every(({ at }) => at === undefined),
        {
          error: "A slot is kept from now on: leave `at` out",
        },
      ),
  },
  output: z.strictObject({ answers: z.array(ContactAnswer) }),
  policy: withKey("may-contact"),
});

export const releaseReservation = endpoint({
  method: "POST",
  path: "/v1/reservations/:id/release",
  summary: "Gives back the slot of a contact that is not made after all",
  input: { params: z.strictObject({ id: Id }) },
  /** False where it is not kept any more, or not for this system. */
  output: z.strictObject({ released: z.boolean() }),
  policy: withKey("may-contact"),
});
