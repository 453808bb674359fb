import { Channel, Purpose } from "@fairflow/compliance";
import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { signedIn } from "./role.ts";
import { RuleName } from "./rule-view.ts";

/** What the gate will say to a step in portfolios that it treats alike. */
const ContactForecast = z.strictObject({
  /** By name. */
  portfolios: z.array(z.string()),
  /** `free` goes at any time, `held` waits at some, `refused` never goes, `inactive` waits until an admin acts. */
  kind: z.enum(["free", "held", "refused", "inactive"]),
  /** One sentence, as in `May be held on Sundays, before 08:00 and after 20:00.` */
  words: z.string(),
  /** Those that hold or refuse it. */
  rules: z.array(RuleName),
});
export type ContactForecast = z.infer<typeof ContactForecast>;

/**
 * What nobody's own history can change: hours, days and what is refused whoever the debtor is. Caps, rests, holds and
 * consents depend on the person and are judged when the step is reached.
 */
export const contactForecast = endpoint({
  method: "POST",
  path: "/api/contact-forecast",
  summary: "When the law will hold a message of a channel and purpose, by portfolio",
  input: {
    body: z.strictObject({
      channel: Channel,
      purpose: Purpose,
      /** The segment by which accounts come: only their portfolios are told of. */
      segment: z
        .string()
        .regex(/^[A-Za-z0-9_-]{1,64}$/)
        .optional(),
    }),
  },
  output: z.array(ContactForecast),
  policy: signedIn,
});
