import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { FlowParams } from "../publishing.ts";
import { signedIn } from "../role.ts";
import { Id } from "../values.ts";
import { Tested } from "./test-run.ts";

/** How many one request takes through, so that none keeps the server from the others. */
export const BATCH_SLICE = 25;

/** Draws accounts by lot; the same each time. */
export const batchSample = endpoint({
  method: "POST",
  path: "/api/flows/:id/batch-samples",
  summary:
    "Chooses real accounts to take through a flow: those that its start would take in, or any",
  input: {
    params: FlowParams,
    body: z.strictObject({
      tested: Tested,
      who: z.enum(["admitted", "anyone"]),
      limit: z.int().min(1).max(1_000),
    }),
  },
  output: z.strictObject({
    /** One account for each run. */
    accounts: z.array(Id),
    /** Of a draft the revision, that all slices may be of one. */
    revision: z.int().nullable(),
    /** Whether the start has a condition by which to choose. */
    isConditional: z.boolean(),
  }),
  policy: signedIn,
});

const Counts = z.record(z.string(), z.int());

/** What happened to some people, in numbers: rules by id, ended runs by reason, steps by id. */
export const BatchCounts = z.strictObject({
  people: z.int(),
  steps: z.record(z.string(), z.strictObject({ entered: z.int(), left: z.int() })),
  messages: Counts,
  deferred: Counts,
  forbidden: Counts,
  ended: Counts,
  /** Messages that no address could take, and those that could not be written. */
  unreached: z.int(),
  unwritten: z.int(),
  /** Runs that could not be taken through. */
  failed: z.int(),
});
export type BatchCounts = z.infer<typeof BatchCounts>;

/** Somebody whom a batch took through, and what happened to them: each step, channel and rule once. */
export const BatchPerson = z.strictObject({
  accountId: Id,
  debtorId: Id,
  /** Name and reference, as the role may see them. */
  label: z.string(),
  reference: z.string(),
  entered: z.array(z.string()),
  left: z.array(z.string()),
  messages: z.array(z.string()),
  deferred: z.array(z.string()),
  forbidden: z.array(z.string()),
  /** What kept a message from going out: no address could take it, or it could not be written. */
  unsent: z.array(z.enum(["no-address", "not-written"])),
  /** A reason as it is counted; null for somebody who was not taken in. */
  ended: z.string().nullable(),
});
export type BatchPerson = z.infer<typeof BatchPerson>;

/** Reads only. A draft that has moved on since `revision` answers 412. */
export const batchSlice = endpoint({
  method: "POST",
  path: "/api/flows/:id/batch-slices",
  summary: "Takes some real accounts through a flow as if nobody ever answered, and counts",
  input: {
    params: FlowParams,
    body: z.strictObject({
      tested: Tested,
      revision: z.int().nullable(),
      accounts: z.array(Id).min(1).max(BATCH_SLICE),
      forDays: z.int().min(1).max(365),
    }),
  },
  output: z.strictObject({
    counts: BatchCounts,
    people: z.array(BatchPerson),
    /** The names of the rules that are counted, by id. */
    rules: z.record(z.string(), z.strictObject({ title: z.string(), cite: z.string().nullable() })),
  }),
  policy: signedIn,
});
