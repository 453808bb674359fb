import { ContactCase } from "@fairflow/compliance";
import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { GateWeek } from "./gate-week.ts";
import { signedIn } from "./role.ts";
import { Change, ContactChannel, RuleAnswer, VerdictView } from "./rule-view.ts";
import { Id, InstantMs } from "./values.ts";

/** More than any person has; a case must be judged while somebody waits. */
const MAX_HISTORY = 500;
const MAX_STATES = 100;

const BenchCase = ContactCase.refine(
  ({ history, states, zones, debts, notices }) =>
    history.length <= MAX_HISTORY &&
    [states, zones, debts, notices].every(({ length }) => length <= MAX_STATES),
  { error: `Has more than ${MAX_HISTORY} contacts or ${MAX_STATES} of anything else` },
);

export const bench = endpoint({
  method: "POST",
  path: "/api/compliance/bench",
  summary:
    "Puts a made-up case before the gate: the verdict, each rule that spoke, and the answers of a week",
  input: {
    body: z.strictObject({
      case: BenchCase,
      /** Of the installation, active or not; the stop facts are asked beside them. */
      packs: z.array(z.string().max(64)).max(8),
      /** Whether house rules are asked too: those for all, and those of this portfolio. */
      houseRules: z.boolean(),
      portfolioId: Id.nullable(),
      atMs: InstantMs,
    }),
  },
  output: z.strictObject({
    verdict: VerdictView,
    /** The first of the case's zones, in which the week is to be shown. */
    zone: z.string(),
    week: GateWeek,
    packs: z.array(z.strictObject({ id: z.string(), version: z.string(), isActive: z.boolean() })),
  }),
  policy: signedIn,
});

export const nextContact = endpoint({
  method: "GET",
  path: "/api/debtors/:id/next-contact",
  summary:
    "For each channel and address whether a collection message may go now, and if not, when and why",
  input: { params: z.strictObject({ id: Id }) },
  output: z.strictObject({
    nowMs: InstantMs,
    zones: z.array(z.string()),
    zoneSource: z.string(),
    zoneWords: z.string(),
    portfolios: z.array(
      z.strictObject({
        id: Id,
        name: z.string(),
        channels: z.array(
          z.strictObject({
            channel: ContactChannel,
            /** Masked for roles that do not work with people; null where there is no usable address. */
            address: z.strictObject({ id: Id, text: z.string() }).nullable(),
            verdict: VerdictView,
          }),
        ),
      }),
    ),
  }),
  policy: signedIn,
});

export const RecordedVerdict = z.strictObject({
  atMs: InstantMs,
  kind: VerdictView.shape.kind,
  words: z.string(),
  untilMs: InstantMs.nullable(),
  reason: z.string().nullable(),
  answers: z.array(RuleAnswer),
  changes: z.array(Change),
  /** The law as it was then: its revision and the packs that were asked. */
  law: z.strictObject({
    revision: z.int(),
    madeAtMs: InstantMs.nullable(),
    packs: z.array(z.string()),
    tzdata: z.string().nullable(),
  }),
  zones: z.array(z.string()),
  /** How the zone was learnt, in words. */
  zoneWords: z.string(),
  /** What was known, for people: ids and numbers. */
  facts: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  /** What caps and rests had counted at that moment. */
  counters: z.array(
    z.strictObject({
      ruleId: z.string(),
      words: z.string(),
      counted: z.int(),
      limit: z.int().nullable(),
    }),
  ),
  /** The case as it was recorded; null where it cannot be read any more. */
  case: ContactCase.nullable(),
  /** Whether asking the gate again gives the same; `law-not-kept` for verdicts that are older than the law's record. */
  replay: z.enum(["same", "different", "law-not-kept"]),
});
export type RecordedVerdict = z.infer<typeof RecordedVerdict>;

export const attemptWhy = endpoint({
  method: "GET",
  path: "/api/attempts/:id/why",
  summary:
    "Why a message went, waits or was refused: the recorded verdicts with rules, facts and law",
  input: { params: z.strictObject({ id: Id }) },
  output: z.strictObject({
    attemptId: Id,
    debtorId: Id,
    channel: ContactChannel,
    purpose: z.string(),
    status: z.string(),
    /** The last verdict, then the ones before it, the newest first. */
    verdicts: z.array(RecordedVerdict).min(1),
  }),
  policy: signedIn,
});
