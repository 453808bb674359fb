import { z } from "zod";

/** Who a message comes from. */
export const TwilioSender = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("service"),
    sid: z
      .string()
      .regex(/^MG[0-9a-f]{32}$/u, "This is MG and 32 characters, of 0 to 9 and a to f"),
    /** Whether people can answer: a service of alphanumeric senders hears nothing. */
    hearsReplies: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("number"),
    from: z
      .string()
      .regex(
        /^(\+[1-9]\d{6,14}|\d{5,6}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/u,
        "A number with its country code, a short code, or a name of at most 11 letters",
      ),
  }),
]);
export type TwilioSender = z.infer<typeof TwilioSender>;

export const TwilioSettings = z.strictObject({
  accountSid: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/u, "This is AC and 32 characters, of 0 to 9 and a to f"),
  sender: TwilioSender,
  /** Where the account's data is kept, such as ie1 or au1; with it goes an edge, such as dublin or sydney. */
  region: z
    .string()
    .regex(/^[a-z]{2}\d$/u)
    .optional(),
  edge: z
    .string()
    .regex(/^[a-z-]{2,20}$/u)
    .optional(),
});
export type TwilioSettings = z.infer<typeof TwilioSettings>;

export const TwilioSecrets = z.strictObject({
  /** The primary one, and while they are rotated the secondary: callbacks are signed by either. */
  authTokens: z.array(z.string().min(1)).min(1).max(2),
  /** Sends instead of the auth token where it is given. */
  apiKey: z
    .strictObject({ sid: z.string().regex(/^SK[0-9a-f]{32}$/u), secret: z.string().min(1) })
    .optional(),
});
export type TwilioSecrets = z.infer<typeof TwilioSecrets>;

/** Whether a person can answer: only then may a message say "Reply STOP". */
export function hearsReplies(sender: TwilioSender): boolean {
  return sender.kind === "service" ? sender.hearsReplies : !/[A-Za-z]/u.test(sender.from);
}
