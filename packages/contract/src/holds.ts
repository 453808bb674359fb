import { z } from "zod";
import { Done, endpoint } from "./endpoint.ts";
import { HoldLifting } from "./outside/reported-holds.ts";
import { only, signedIn } from "./role.ts";
import { Id, InstantMs } from "./values.ts";

const State = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/);
const EvidenceId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/:#()-]{0,79}$/);

export const HoldState = z.strictObject({
  state: State,
  /** What the rules are called that it brings into force. */
  titles: z.array(z.string()),
  /** The events that end it: one of them is the reason for lifting. */
  endedBy: z.array(z.string()),
});
export type HoldState = z.infer<typeof HoldState>;

export const holdStates = endpoint({
  method: "GET",
  path: "/api/hold-states",
  summary: "The holds that may be placed by hand, and what ends each",
  input: {},
  output: z.array(HoldState),
  policy: signedIn,
});

export const placeHold = endpoint({
  method: "POST",
  path: "/api/debtors/:id/holds",
  summary:
    "Leaves a debtor, or one account, alone: what is planned is taken back at once, in all flows; audited",
  input: {
    params: z.strictObject({ id: Id }),
    body: z.strictObject({
      accountId: Id.optional(),
      state: State,
      sinceMs: InstantMs.optional(),
      untilMs: InstantMs.optional(),
      /** Of messages, documents and tasks that it rests on. */
      evidence: z.array(EvidenceId).max(20).default([]),
      nextEvent: z.strictObject({ event: State, byMs: InstantMs }).optional(),
      note: z.string().trim().max(2000).optional(),
    }),
  },
  output: z.strictObject({ id: Id, isNew: z.boolean() }),
  policy: only("specialist", "admin"),
});

export const liftHold = endpoint({
  method: "POST",
  path: "/api/holds/:id/lift",
  summary: "Ends a hold by the event that its rules name; runs go on where they stood; audited",
  input: { params: z.strictObject({ id: Id }), body: HoldLifting },
  output: Done,
  policy: only("specialist", "admin"),
});
