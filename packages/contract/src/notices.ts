import { Channel } from "@fairflow/compliance";
import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import {
  areInOrder,
  IN_ORDER,
  isProved,
  NEEDS_PROOF,
  NoticeDays,
  SAYS_SOMETHING,
  saysSomething,
} from "./outside/reported-notices.ts";
import { Code } from "./outside/written-values.ts";
import { only, signedIn } from "./role.ts";
import { Id, InstantMs } from "./values.ts";

/** What somebody recorded of a notice that the law requires; dates are local at the debtor. */
export const DebtorNotice = z.strictObject({
  id: Id,
  /** All accounts that the debtor had when it was recorded where null. */
  accountId: Id.nullable(),
  notice: z.string(),
  title: z.string(),
  channel: Channel.nullable(),
  sentOn: z.string().nullable(),
  deliveredOn: z.string().nullable(),
  servedOn: z.string().nullable(),
  proof: z.string().nullable(),
  /** The message of ours that it is about. */
  attemptId: Id.nullable(),
  recordedBy: z.string(),
  recordedAtMs: InstantMs,
});
export type DebtorNotice = z.infer<typeof DebtorNotice>;

export const debtorNotices = endpoint({
  method: "GET",
  path: "/api/debtors/:id/notices",
  summary:
    "What is on record of a debtor's notices beside what was sent from here; the newest first",
  input: { params: z.strictObject({ id: Id }) },
  output: z.strictObject({
    notices: z.array(DebtorNotice),
    /** The notices that this debtor's packs know. */
    kinds: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        /** By which the law lets it be given; empty where the packs say nothing of it. */
        channels: z.array(Channel),
        /** `10 business days after it was delivered`; empty where no days are counted. */
        days: z.string(),
      }),
    ),
  }),
  policy: signedIn,
});

export const recordServedNotice = endpoint({
  method: "POST",
  path: "/api/debtors/:id/notices",
  summary:
    "Records a notice that was given outside, with its proof: the days of legal steps count from it; audited",
  input: {
    params: z.strictObject({ id: Id }),
    body: z
      .strictObject({
        accountId: Id.nullable().default(null),
        notice: Code,
        channel: Channel.optional(),
        ...NoticeDays,
      })
      .refine(saysSomething, SAYS_SOMETHING)
      .refine(areInOrder, IN_ORDER)
      .refine(isProved, NEEDS_PROOF),
  },
  /** False where the same was on record. */
  output: z.strictObject({ id: Id, isNew: z.boolean() }),
  policy: only("specialist", "admin"),
});
