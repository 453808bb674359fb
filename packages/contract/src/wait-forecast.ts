import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { signedIn } from "./role.ts";

/** What a wait comes to in portfolios where it comes to the same. */
const WaitForecast = z.strictObject({
  /** By name. */
  portfolios: z.array(z.string()),
  /** One sentence, in the debtor's own time. */
  words: z.string(),
});
export type WaitForecast = z.infer<typeof WaitForecast>;

/** Whoever's wait depends on the account is told of by a sample of accounts; settings that are not finished answer 422. */
export const waitForecast = endpoint({
  method: "POST",
  path: "/api/wait-forecast",
  summary: "Until when somebody who comes to a wait now would wait, by portfolio",
  input: {
    body: z.strictObject({
      config: z.record(z.string().max(64), z.unknown()),
      /** The segment by which accounts come: only their portfolios are told of, and the sample is drawn from it. */
      segment: z
        .string()
        .regex(/^[A-Za-z0-9_-]{1,64}$/)
        .optional(),
    }),
  },
  output: z.array(WaitForecast),
  policy: signedIn,
});
