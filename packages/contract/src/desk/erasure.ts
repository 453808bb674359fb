import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { Reason } from "../reason.ts";
import { only } from "../role.ts";
import { Day, Id, InstantMs } from "../values.ts";

const params = z.strictObject({ id: Id });

/**
 * Why a debtor's data cannot be erased today: something is open, or a law wants it kept until a day. From `held` on they
 * keep the clock from erasing somebody, and no admin who has looked at them.
 */
export const ErasureBar = z.strictObject({
  kind: z.enum([
    "open-accounts",
    "open-cases",
    "under-way",
    "law",
    "law-unknown",
    "held",
    "running",
    "planned",
    "tasks",
    "requests",
    "credit",
    "period",
  ]),
  /** A sentence; of a law what it asks for. */
  words: z.string(),
  /** Of a law or a period: the first day on which it asks for nothing any more. */
  until: Day.nullable(),
  /** Of a law: its rule, and where that stands. */
  rule: z.strictObject({ id: z.string(), source: z.string().nullable() }).nullable(),
});
export type ErasureBar = z.infer<typeof ErasureBar>;

const erasure = endpoint({
  method: "GET",
  path: "/api/debtors/:id/erasure",
  summary: "Whether a debtor's data may be erased today, and if not why and until when",
  input: { params },
  output: z.strictObject({ erasedAtMs: InstantMs.nullable(), bars: z.array(ErasureBar) }),
  policy: only("specialist", "admin", "manager"),
});

const eraseDebtor = endpoint({
  method: "POST",
  path: "/api/debtors/:id/erase",
  summary:
    "Stops everything about a debtor and destroys what is kept of them as a person, for good; refused while something is open or a law keeps the record; audited",
  input: { params, body: z.strictObject({ reason: Reason }) },
  /** How many rows were emptied. */
  output: z.strictObject({ rows: z.int() }),
  policy: only("admin"),
});

/** The end of what is kept of a debtor. */
export const erasureEndpoints = { eraseDebtor, erasure } as const;
