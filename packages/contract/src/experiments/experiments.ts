import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { PersonOfReport } from "../reports/report.ts";
import { signedIn } from "../role.ts";
import { Day, Id } from "../values.ts";

/** An estimate with an interval that may be looked at at any time; null while there are too few people for one. */
const Estimate = z.strictObject({
  value: z.number(),
  interval: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
});
export type ExperimentEstimate = z.infer<typeof Estimate>;

const Harm = z.enum(["complaints", "opt-outs"]);

const Verdict = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("too-early"), missing: z.int() }),
  z.strictObject({ kind: z.literal("no-difference-yet") }),
  z.strictObject({ kind: z.literal("ahead"), arm: z.string(), than: z.string() }),
  z.strictObject({ kind: z.literal("winner"), arm: z.string() }),
  z.strictObject({ kind: z.literal("harms"), arm: z.string(), by: z.array(Harm) }),
]);

const ExperimentArm = z.strictObject({
  id: z.string(),
  label: z.string(),
  isHoldOut: z.boolean(),
  /** Everybody who was drawn for it, and those of them whose days are over. */
  drawn: z.int(),
  people: z.int(),
  accounts: z.int(),
  payers: z.int(),
  /** Minor units. */
  collected: z.number(),
  moneyPerAccount: Estimate,
  complaints: z.int(),
  optOuts: z.int(),
});
export type ExperimentArm = z.infer<typeof ExperimentArm>;

export const Experiment = z.strictObject({
  flowId: Id,
  nodeId: z.string(),
  flowName: z.string(),
  name: z.string(),
  currency: z.string(),
  /** How long a person's money counts, from the day of the draw. */
  windowDays: z.int(),
  firstOn: Day,
  arms: z.array(ExperimentArm),
  /** Each arm against those before it: money in minor units per account, the others as shares of people. */
  differences: z.array(
    z.strictObject({
      arm: z.string(),
      against: z.string(),
      money: Estimate,
      complaints: Estimate,
      optOuts: Estimate,
    }),
  ),
  harms: z.array(z.strictObject({ arm: z.string(), than: z.string(), by: Harm })),
  verdict: Verdict,
  /** Money per account as it stood at the end of days, the earliest first. */
  history: z.array(
    z.strictObject({
      day: Day,
      arms: z.array(z.strictObject({ id: z.string(), people: z.int(), money: Estimate })),
    }),
  ),
});
export type Experiment = z.infer<typeof Experiment>;

const experiments = endpoint({
  method: "GET",
  path: "/api/experiments",
  summary: "The splits that people were drawn at, the newest first",
  input: {},
  output: z.array(
    z.strictObject({
      flowId: Id,
      nodeId: z.string(),
      flowName: z.string(),
      name: z.string(),
      people: z.int(),
      firstOn: Day,
      arms: z.array(z.string()),
      hasHoldOut: z.boolean(),
    }),
  ),
  policy: signedIn,
});

const experiment = endpoint({
  method: "GET",
  path: "/api/experiments/:id/:node",
  summary: "What each share of a split brought, with intervals that may be looked at at any time",
  input: { params: z.strictObject({ id: Id, node: z.string().max(64) }) },
  output: Experiment,
  policy: signedIn,
});

/** Everybody drawn for a share; of those whose days are over all, those who paid, complained or opted out. */
export const ArmFigure = z.enum(["drawn", "counted", "paid", "complaints", "opt-outs"]);
export type ArmFigure = z.infer<typeof ArmFigure>;

const experimentPeople = endpoint({
  method: "GET",
  path: "/api/experiments/:id/:node/people",
  summary: "Whom a figure of a share counts, those who paid the most first, 50 at a time",
  input: {
    params: z.strictObject({ id: Id, node: z.string().max(64) }),
    query: z.strictObject({
      arm: z.string().max(64),
      figure: ArmFigure,
      /** How many came before. */
      after: z.coerce.number().int().min(0).max(100_000).default(0),
    }),
  },
  output: z.strictObject({ people: z.array(PersonOfReport), next: z.int().nullable() }),
  policy: signedIn,
});

export const experimentEndpoints = { experiment, experimentPeople, experiments } as const;
