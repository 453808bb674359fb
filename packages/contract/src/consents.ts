import { Channel, Purpose } from "@fairflow/compliance";
import { z } from "zod";
import { Done, endpoint } from "./endpoint.ts";
import { ConsentRuleId } from "./outside/reported-consents.ts";
import { Act, DocumentReference } from "./outside/written-values.ts";
import { only, signedIn } from "./role.ts";
import { Id, InstantMs } from "./values.ts";

const Scope = {
  /** Every channel where null. */
  channel: Channel.nullable(),
  /** One of the debtor's addresses; all of them where null. */
  addressId: Id.nullable(),
  /** Everything but marketing where null. */
  purpose: Purpose.nullable(),
  /** The one rule that it was given for; every rule where null. */
  rule: ConsentRuleId.nullable(),
};

export const DebtorConsent = z.strictObject({
  id: Id,
  ...Scope,
  how: Act,
  givenAtMs: InstantMs,
  /** The id of what shows it. */
  evidence: z.string(),
  /** Who put it on record: a person's name, or that of another system. */
  recordedBy: z.string(),
  recordedAtMs: InstantMs,
  /** Null while it counts. */
  withdrawn: z
    .strictObject({
      how: Act,
      /** When the debtor took it back, and since when it counts for nothing. */
      actAtMs: InstantMs,
      sinceMs: InstantMs,
      evidence: z.string().nullable(),
      by: z.string(),
    })
    .nullable(),
});
export type DebtorConsent = z.infer<typeof DebtorConsent>;

export const debtorConsents = endpoint({
  method: "GET",
  path: "/api/debtors/:id/consents",
  summary: "What a debtor said yes to, and took back; the newest first",
  input: { params: z.strictObject({ id: Id }) },
  output: z.strictObject({
    consents: z.array(DebtorConsent),
    /** The rules of this debtor's packs that ask for a consent, with what each asks for. */
    rules: z.array(z.strictObject({ id: z.string(), title: z.string(), asksFor: z.string() })),
  }),
  policy: signedIn,
});

export const recordConsent = endpoint({
  method: "POST",
  path: "/api/debtors/:id/consents",
  summary: "Puts a debtor's own yes on record: how, when and what shows it; audited",
  input: {
    params: z.strictObject({ id: Id }),
    body: z.strictObject({
      channel: Channel.nullable().default(null),
      addressId: Id.nullable().default(null),
      purpose: Purpose.nullable().default(null),
      rule: ConsentRuleId.nullable().default(null),
      how: Act,
      givenAtMs: InstantMs,
      evidence: DocumentReference,
    }),
  },
  /** False where the same was on record. */
  output: z.strictObject({ id: Id, isNew: z.boolean() }),
  policy: only("specialist", "admin"),
});

export const withdrawConsent = endpoint({
  method: "POST",
  path: "/api/consents/:id/withdraw",
  summary:
    "Records that the debtor took a consent back: nothing that rests on it leaves any more; audited",
  input: {
    params: z.strictObject({ id: Id }),
    body: z.strictObject({
      how: Act,
      atMs: InstantMs,
      evidence: DocumentReference.optional(),
    }),
  },
  output: Done,
  policy: only("specialist", "admin"),
});
