import { z } from "zod";
import { Done, endpoint } from "./endpoint.ts";
import { Act, DocumentReference, OutsideDay } from "./outside/written-values.ts";
import { Reason } from "./reason.ts";
import { only, signedIn } from "./role.ts";
import { Id, InstantMs } from "./values.ts";

/** A debtor acknowledged a debt: where the law says so, the time after which it is too old begins anew. */
export const Acknowledgement = z.strictObject({
  id: Id,
  accountId: Id,
  /** The local date at the debtor. */
  acknowledgedOn: z.string(),
  how: Act,
  /** The id of what shows it. */
  document: z.string(),
  recordedBy: z.string(),
  recordedAtMs: InstantMs,
  /** Null while it stands. */
  struck: z.strictObject({ atMs: InstantMs, by: z.string(), reason: z.string() }).nullable(),
});
export type Acknowledgement = z.infer<typeof Acknowledgement>;

export const acknowledgements = endpoint({
  method: "GET",
  path: "/api/debtors/:id/acknowledgements",
  summary: "When a debtor acknowledged which debt; the newest first",
  input: { params: z.strictObject({ id: Id }) },
  output: z.strictObject({ acknowledgements: z.array(Acknowledgement) }),
  policy: signedIn,
});

export const acknowledgeDebt = endpoint({
  method: "POST",
  path: "/api/debtors/:id/acknowledgements",
  summary:
    "Records that a debtor acknowledged a debt; where the law wants that in writing, what was only said changes nothing; audited",
  input: {
    params: z.strictObject({ id: Id }),
    body: z.strictObject({
      accountId: Id,
      acknowledgedOn: OutsideDay,
      how: Act,
      document: DocumentReference,
    }),
  },
  /** `countsFrom` is the account's latest acknowledgement that counts; null where none does. */
  output: z.strictObject({ id: Id, isNew: z.boolean(), countsFrom: z.string().nullable() }),
  policy: only("specialist", "admin"),
});

export const strikeAcknowledgement = endpoint({
  method: "POST",
  path: "/api/acknowledgements/:id/strike",
  summary: "Strikes an acknowledgement that was recorded by mistake, with a reason; audited",
  input: {
    params: z.strictObject({ id: Id }),
    body: z.strictObject({ reason: Reason }),
  },
  output: Done,
  policy: only("specialist", "admin"),
});
