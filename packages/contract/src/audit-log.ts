import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { only } from "./role.ts";
import { Day, InstantMs } from "./values.ts";

const ActorKind = z.enum(["user", "system", "debtor", "api"]);

/** What of the trail is asked for; each part narrows it. */
export const AuditQuery = z.strictObject({
  /** The id of a person, a key's name, or `system` and `debtor`. */
  who: z.string().max(100).optional(),
  /** An action, or the beginning of several: `flow.`. */
  what: z.string().max(100).optional(),
  from: Day.optional(),
  /** Its day is in it. */
  to: Day.optional(),
  /** The kind of what it was done to. */
  kind: z.string().max(60).optional(),
  /** The id of what it was done to. */
  object: z.string().max(100).optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** One value that an entry changed; null where there was or is none. */
export const AuditChange = z.strictObject({
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type AuditChange = z.infer<typeof AuditChange>;

export const AuditView = z.strictObject({
  id: z.int(),
  atMs: InstantMs,
  actor: z.strictObject({ kind: ActorKind, id: z.string().nullable(), name: z.string() }),
  action: z.string(),
  subject: z.strictObject({ kind: z.string(), id: z.string() }),
  changes: z.array(AuditChange),
  reason: z.string().nullable(),
  /** Null also for whoever may not see it. */
  ip: z.string().nullable(),
  /** Of the chain; null while it waits for it. */
  sequence: z.int().nullable(),
});
export type AuditView = z.infer<typeof AuditView>;

/** How the chain over the trail stands. */
const ChainState = z.strictObject({
  links: z.int(),
  sealedAtMs: InstantMs.nullable(),
  waiting: z.int(),
  checkpoint: z.strictObject({ sequence: z.int(), atMs: InstantMs }).nullable(),
});

const READERS = only("admin", "manager");

/** The trail as a CSV file, by the same parts of a query. */
export const AUDIT_EXPORT_PATH = "/api/audit/export";

export const auditEndpoints = {
  audit: endpoint({
    method: "GET",
    path: "/api/audit",
    summary: "Who did what, the newest first, with what it changed and why",
    input: { query: AuditQuery.extend({ before: z.coerce.number().int().optional() }) },
    output: z.strictObject({
      entries: z.array(AuditView),
      /** Where the list goes on; null at its end. */
      next: z.int().nullable(),
    }),
    policy: READERS,
  }),
  auditChoices: endpoint({
    method: "GET",
    path: "/api/audit/choices",
    summary:
      "What the trail can be narrowed by: the people, the actions and the kinds of objects in it",
    input: {},
    output: z.strictObject({
      people: z.array(z.strictObject({ id: z.string(), name: z.string() })),
      actions: z.array(z.string()),
      kinds: z.array(z.string()),
    }),
    policy: READERS,
  }),
  auditChain: endpoint({
    method: "GET",
    path: "/api/audit/chain",
    summary: "How far the trail is sealed and signed",
    input: {},
    output: ChainState,
    policy: READERS,
  }),
  verifyAudit: endpoint({
    method: "GET",
    path: "/api/audit/verification",
    summary:
      "Checks the whole trail against its chain and its checkpoints, and names what is wrong",
    input: {},
    output: z.strictObject({
      checkedAtMs: InstantMs,
      checks: z.array(
        z.strictObject({
          name: z.string(),
          checked: z.int(),
          wrong: z.int(),
          examples: z.array(z.string()),
        }),
      ),
    }),
    policy: READERS,
  }),
} as const;
