import { z } from "zod";
import { Done, endpoint } from "../endpoint.ts";
import { only } from "../role.ts";
import { Cursor, Day, Id, InstantMs, Money } from "../values.ts";
import { DecidedRun, Decision, DisputeDetail, DisputeKind, DisputeSummary } from "./disputes.ts";

/** Where a file for a dispute is sent as it is, and where one is read. */
export const EVIDENCE_UPLOAD_PATH = "/api/disputes/:id/evidence";
export const EVIDENCE_PATH = "/api/evidence/:id";

const READERS = only("specialist", "admin", "manager");
const WORKERS = only("specialist", "admin");
const params = z.strictObject({ id: Id });

export const DisputeQueue = z.enum(["mine", "unassigned", "due", "all", "decided"]);
export type DisputeQueue = z.infer<typeof DisputeQueue>;

const disputes = endpoint({
  method: "GET",
  path: "/api/disputes",
  summary: "Disputes, questions and complaints of a queue, those whose day is nearest first",
  input: {
    query: z.strictObject({
      queue: DisputeQueue.optional(),
      kind: DisputeKind.optional(),
      cursor: z.string().max(200).optional(),
    }),
  },
  output: z.strictObject({
    disputes: z.array(DisputeSummary),
    next: Cursor,
    masked: z.boolean(),
    /** How many are open in each queue. */
    counts: z.strictObject({ mine: z.int(), unassigned: z.int(), due: z.int(), all: z.int() }),
  }),
  policy: READERS,
});

const dispute = endpoint({
  method: "GET",
  path: "/api/disputes/:id",
  summary: "One of them, with what the debtor wrote and sent, its days and where they come from",
  input: { params },
  output: DisputeDetail,
  policy: READERS,
});

const openDispute = endpoint({
  method: "POST",
  path: "/api/debtors/:id/disputes",
  summary:
    "Opens a dispute, which stops what is asked for at once, or a question or complaint, which only wants an answer; audited",
  input: {
    params,
    body: z.strictObject({
      accountId: Id,
      kind: DisputeKind,
      reason: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
      amountMinor: z.int().positive().optional(),
      statement: z.string().trim().max(4000).optional(),
      via: z.enum(["call", "visit", "letter", "email", "chat"]),
    }),
  },
  output: z.strictObject({ id: Id }),
  policy: WORKERS,
});

const assignDispute = endpoint({
  method: "POST",
  path: "/api/disputes/:id/assign",
  summary: "Takes it, or gives it back; audited",
  input: { params, body: z.strictObject({ take: z.boolean() }) },
  output: Done,
  policy: WORKERS,
});

const acknowledgeDispute = endpoint({
  method: "POST",
  path: "/api/disputes/:id/acknowledge",
  summary: "Records that the debtor was told that it came; audited",
  input: { params },
  output: Done,
  policy: WORKERS,
});

const previewDecision = endpoint({
  method: "GET",
  path: "/api/disputes/:id/preview",
  summary: "What a decision would do to the debt and to each run, before it is taken",
  input: {
    params,
    query: z.strictObject({
      decision: Decision,
      adjustMinor: z.coerce.number().int().nonnegative().optional(),
    }),
  },
  output: z.strictObject({
    runs: z.array(DecidedRun),
    /** No demand before this day where the debt stands. */
    demandsFrom: Day,
    balance: Money,
    balanceAfter: Money,
    /** How what they are told would go: null channels reach nobody, null times the gate refuses. */
    answer: z.strictObject({
      subject: z.string(),
      channel: z.enum(["email", "letter", "sms"]).nullable(),
      goesAtMs: InstantMs.nullable(),
    }),
  }),
  policy: READERS,
});

const decideDispute = endpoint({
  method: "POST",
  path: "/api/disputes/:id/decide",
  summary:
    "Decides it: the debt is adjusted, the runs go on as shown, and the answer goes to the debtor through the gate; audited",
  input: {
    params,
    body: z.strictObject({
      decision: Decision,
      adjustMinor: z.int().positive().optional(),
      /** What the debtor is told. */
      words: z.string().trim().min(1).max(4000),
      /** Of `papers`, what goes out beside it. */
      sent: z.array(z.string().max(80)).max(20).default([]),
    }),
  },
  output: Done,
  policy: WORKERS,
});

const sendDecision = endpoint({
  method: "POST",
  path: "/api/disputes/:id/send-decision",
  summary:
    "Sends the decision once more, through the gate, where no message with it reached anybody; audited",
  input: { params },
  output: Done,
  policy: WORKERS,
});

const recordVulnerability = endpoint({
  method: "POST",
  path: "/api/debtors/:id/vulnerability",
  summary:
    "Records what somebody needs, and whether they agree that it is kept; demands wait until a person has looked; audited",
  input: {
    params,
    body: z.strictObject({
      needs: z
        .array(z.string().regex(/^[a-z][a-z-]{0,39}$/))
        .min(1)
        .max(20),
      consent: z.enum(["given", "not-able"]),
      reviewOn: Day,
      note: z.string().trim().max(2000).optional(),
    }),
  },
  output: z.strictObject({ id: Id }),
  policy: WORKERS,
});

const vulnerability = endpoint({
  method: "GET",
  path: "/api/debtors/:id/vulnerability",
  summary: "What somebody needs, as it is on record; null where there is nothing",
  input: { params },
  output: z.strictObject({
    vulnerability: z
      .strictObject({
        id: Id,
        needs: z.array(z.string()),
        consent: z.enum(["given", "not-able"]),
        reviewOn: Day,
        /** Null also where the role may not read it. */
        note: z.string().nullable(),
        /** Whether demands wait until a person has looked. */
        isHeld: z.boolean(),
      })
      .nullable(),
  }),
  policy: READERS,
});

const reviewVulnerability = endpoint({
  method: "POST",
  path: "/api/debtors/:id/vulnerability/review",
  summary:
    "A person has looked: demands go on in the way that was agreed, until the next review; audited",
  input: {
    params,
    body: z.strictObject({
      /** Null where nothing of it is needed any more: the record ends. */
      reviewOn: Day.nullable(),
      reason: z.string().trim().min(1).max(500),
    }),
  },
  output: Done,
  policy: WORKERS,
});

const claimIdentityTheft = endpoint({
  method: "POST",
  path: "/api/debtors/:id/identity-theft",
  summary:
    "Somebody says that another took on the debt in their name: nothing is asked for, and an affidavit is waited for; audited",
  input: {
    params,
    body: z.strictObject({
      accountId: Id,
      affidavitBy: Day,
      /** The number of the case at the police, where there is one. */
      caseNumber: z.string().trim().max(80).optional(),
    }),
  },
  output: z.strictObject({ holdId: Id }),
  policy: WORKERS,
});

const decideIdentityTheft = endpoint({
  method: "POST",
  path: "/api/holds/:id/identity-theft",
  summary:
    "It is shown that another took on the debt, and the account is closed; or it is not, and demands go on; audited",
  input: {
    params,
    body: z.strictObject({
      confirmed: z.boolean(),
      /** The id of the affidavit or of what else shows it. */
      evidence: z.string().trim().min(1).max(80),
    }),
  },
  output: Done,
  policy: WORKERS,
});

export const disputeEndpoints = {
  acknowledgeDispute,
  assignDispute,
  claimIdentityTheft,
  decideDispute,
  decideIdentityTheft,
  dispute,
  disputes,
  openDispute,
  previewDecision,
  recordVulnerability,
  reviewVulnerability,
  sendDecision,
  vulnerability,
} as const;
