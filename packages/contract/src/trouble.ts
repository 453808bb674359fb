import { z } from "zod";
import { Done, endpoint } from "./endpoint.ts";
import { Reason } from "./reason.ts";
import { only } from "./role.ts";
import { Id, InstantMs } from "./values.ts";

/** What may be wrong, so that somebody has to look. */
export const TroubleKind = z.enum([
  "flow-held",
  "run-overdue",
  "message-in-doubt",
  "run-poisoned",
  "notice-unread",
  "notice-refused",
  "provider-resting",
  "provider-silent",
  "feed-late",
  "statement-late",
  "webhook-failing",
]);
export type TroubleKind = z.infer<typeof TroubleKind>;

export const TroubleAction = z.enum([
  "release",
  "retry",
  "was-sent",
  "was-not-sent",
  "skip",
  "hand-over",
]);
export type TroubleAction = z.infer<typeof TroubleAction>;

export const TroubleView = z.strictObject({
  kind: TroubleKind,
  id: z.string(),
  /** A flow's, a provider's, a portfolio's name. */
  about: z.string(),
  sinceMs: InstantMs,
  code: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  flowId: Id.nullable(),
  /** The first of those whom it touches, their names as the reader may see them. */
  people: z.array(z.strictObject({ debtorId: Id, name: z.string() })),
  /** Null where nobody counts them. */
  peopleCount: z.int().nullable(),
  /** What the reader may do about it. */
  actions: z.array(TroubleAction),
});
export type TroubleView = z.infer<typeof TroubleView>;

const READERS = only("admin", "manager", "specialist");

export const troubleEndpoints = {
  troubles: endpoint({
    method: "GET",
    path: "/api/trouble",
    summary:
      "Everything that is wrong now, with whom it touches, why, and what may be done about it",
    input: {},
    output: z.strictObject({ troubles: z.array(TroubleView), atMs: InstantMs }),
    policy: READERS,
  }),
  troubleCount: endpoint({
    method: "GET",
    path: "/api/trouble/count",
    summary: "How many things are wrong, as it was counted at most half a minute ago",
    input: {},
    output: z.strictObject({ count: z.int() }),
    policy: READERS,
  }),
  actOnTrouble: endpoint({
    method: "POST",
    path: "/api/trouble/act",
    summary:
      "Does what is offered about a trouble, with a reason; done twice it does nothing more, and 409 says so; audited",
    input: {
      body: z.strictObject({
        kind: TroubleKind,
        id: z.string().min(1).max(100),
        action: TroubleAction,
        reason: Reason,
      }),
    },
    output: Done,
    policy: READERS,
  }),
} as const;
