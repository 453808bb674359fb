import { LocalDate } from "@fairflow/calendar";
import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { withKey } from "../role.ts";
import { Id } from "../values.ts";

/** An account by its number, with its client or portfolio where several use it. */
const Subject = {
  account: z.string().trim().min(1).max(200),
  client: z.string().trim().min(1).max(200).optional(),
  portfolio: z.string().trim().min(1).max(200).optional(),
};

const reportDispute = endpoint({
  method: "POST",
  path: "/v1/disputes",
  summary:
    "Opens a dispute, a query or a complaint on an account; one of its kind that is open stays, and its id is given again",
  input: {
    body: z.strictObject({
      ...Subject,
      kind: z.enum(["dispute", "query", "complaint"]).default("dispute"),
      reason: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
      /** Minor units of the account's currency; all of it where absent. */
      amountMinor: z.int().positive().optional(),
      statement: z.string().trim().max(4000).optional(),
    }),
  },
  output: z.strictObject({ id: Id }),
  policy: withKey("disputes"),
});

const reportPromise = endpoint({
  method: "POST",
  path: "/v1/promises",
  summary: "Records a promise to pay on an account; told again under one Idempotency-Key it is one",
  input: {
    body: z.strictObject({ ...Subject, amountMinor: z.int().positive(), dueOn: LocalDate }),
  },
  output: z.strictObject({ id: Id, graceUntil: z.string() }),
  policy: withKey("promises"),
});

/** What other systems may agree and open by key. */
export const outsideAgreementEndpoints = { reportDispute, reportPromise } as const;
