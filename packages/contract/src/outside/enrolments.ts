import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { withKey } from "../role.ts";
import { Cursor } from "../values.ts";
import { WebhookEventType } from "../webhooks/event-types.ts";
import { MOST_AT_ONCE, RowProblem } from "./rows.ts";
import { OutsideSubjectFields } from "./subject.ts";

const Name = z.string().trim().min(1).max(200);

/** An account as the client calls it. */
const AccountName = z.strictObject({
  account: Name,
  client: Name.optional(),
  portfolio: Name.optional(),
});

export const EnrolmentResult = z.strictObject({
  row: z.int(),
  /** `in-flow`: it is under way there already. `not-admitted`: the flow's own entry rules keep it out now. */
  result: z.enum(["entered", "in-flow", "not-admitted", "unmatched"]),
  problems: z.array(RowProblem),
});
export type EnrolmentResult = z.infer<typeof EnrolmentResult>;

/** 404 for a flow that is not live, or that does not start by hand or from outside. */
const enrol = endpoint({
  method: "POST",
  path: "/v1/enrolments",
  summary:
    "Sends accounts into a live flow that starts by hand or from outside, by its entry rules",
  input: {
    body: z.strictObject({
      /** The flow's name, or its id. */
      flow: Name,
      accounts: z.array(AccountName).min(1).max(MOST_AT_ONCE),
    }),
  },
  output: z.strictObject({ rows: z.array(EnrolmentResult) }),
  policy: withKey("enrolments"),
});

/** What happened to accounts, as webhooks tell it too. */
export const OutsideEvent = z.strictObject({
  /** That of the webhook which tells the same. */
  id: z.string(),
  type: z.string(),
  timestamp: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type OutsideEvent = z.infer<typeof OutsideEvent>;

const events = endpoint({
  method: "GET",
  path: "/v1/events",
  summary:
    "What happened, the oldest first; `next` is where to go on, now or later, and nothing is left out between",
  input: {
    query: z.strictObject({
      type: WebhookEventType.optional(),
      cursor: z.uuid().optional(),
      limit: z.coerce.number().pipe(z.int().min(1).max(1000)).default(100),
    }),
  },
  output: z.strictObject({ events: z.array(OutsideEvent), next: Cursor }),
  policy: withKey("events"),
});

/** Something that another system saw, which flows may wait for by its name. */
export const ToldEvent = z.strictObject({
  /** The teller's own number of it: told twice, it is one. */
  id: Name,
  ...OutsideSubjectFields,
  name: z.string().regex(/^[a-z][a-z0-9_-]{0,40}$/, "Use lower-case letters, digits, _ and -"),
});
export type ToldEvent = z.infer<typeof ToldEvent>;

export const ToldResult = z.strictObject({
  row: z.int(),
  result: z.enum(["told", "unmatched", "refused"]),
  problems: z.array(RowProblem),
});
export type ToldResult = z.infer<typeof ToldResult>;

const tellEvents = endpoint({
  method: "POST",
  path: "/v1/events",
  summary:
    "Events of the caller's own, each row as `ToldEvent`: flows that wait for `custom:<name>` go on, and those that start at it begin",
  input: {
    body: z.strictObject({
      events: z.array(z.record(z.string(), z.unknown())).min(1).max(MOST_AT_ONCE),
    }),
  },
  output: z.strictObject({ rows: z.array(ToldResult) }),
  policy: withKey("events"),
});

export const outsideFlowEndpoints = { enrol, events, tellEvents } as const;
