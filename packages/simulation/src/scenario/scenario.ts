import { z } from "zod";
import { Expectation } from "./expectation.ts";
import { ForcedAnswer } from "./forced-answer.ts";
import { LocalMoment } from "./local-moment.ts";
import { MadeUpPerson } from "./made-up-person.ts";

/**
 * A saved test of a flow: a person who does not exist goes through it in virtual time, answers as written down, and what comes
 * of it is compared with what is expected. It holds made-up facts only, never those of a debtor, so that it may be kept,
 * exported and shown to anybody.
 *
 * `packs` are the rule packs that the gate asks beside the stop facts; `startsAt` is a wall-clock moment in the person's zone.
 */
export const Scenario = z.strictObject({
  schema: z.literal("fairflow.scenario/1"),
  name: z.string().trim().min(1).max(120),
  person: MadeUpPerson,
  packs: z.array(z.string().min(1).max(64)).min(1).max(10).default(["za-core"]),
  startsAt: LocalMoment,
  /**
   * `at-once`: the person is taken in at `startsAt` as if by hand. `as-the-start-says`: the start is asked then and at its own
   * time every day until it lets them in.
   */
  entry: z.enum(["at-once", "as-the-start-says"]).default("at-once"),
  /** The test is over when the run has ended, and at the latest after so many days. */
  forDays: z.int().min(1).max(730).default(365),
  /** Which share of a split the person draws. */
  seed: z.int().min(0).max(1_000_000).default(1),
  answers: z.array(ForcedAnswer).max(100).default([]),
  expectations: z.array(Expectation).min(1).max(50),
});
export type Scenario = z.infer<typeof Scenario>;

/** What `examples/<flow>/scenarios.json` holds, and what travels with a flow. */
export const ScenarioFile = z.strictObject({
  schema: z.literal("fairflow.scenarios/1"),
  scenarios: z
    .array(Scenario)
    .max(200)
    .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, {
      error: "Two scenarios have the same name",
    }),
});
export type ScenarioFile = z.infer<typeof ScenarioFile>;
