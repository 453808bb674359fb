import { z } from "zod";
import { Design } from "./design/design.ts";
import { MAX_TEXT } from "./limits.ts";
import { StorableText } from "./storable-text.ts";

export const TemplateId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "An id has 1 to 64 letters, digits, - and _.");
export type TemplateId = z.infer<typeof TemplateId>;

/** A language as BCP 47 writes it: `en`, `zu`, `pt-BR`. */
export const LanguageTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, "A language is written like en or pt-BR.");
export type LanguageTag = z.infer<typeof LanguageTag>;

export const Channel = z.enum(["sms", "email", "letter"]);
export type Channel = z.infer<typeof Channel>;

const Text = z.strictObject({
  subject: StorableText.max(500).optional(),
  /** The whole of an SMS; of an e-mail its plain-text part; of a letter with blocks what is kept of it. */
  body: StorableText.max(MAX_TEXT),
  /** How it looks, for e-mails and letters. Without it the body is all there is. */
  design: Design.optional(),
  /** The body was written by hand and does not follow the design. */
  isOwnText: z.literal(true).optional(),
});
/** What a template says in one language. */
export type TemplateText = z.infer<typeof Text>;

/**
 * What is said to people, in each of its languages, as Liquid. Bodies render to plain text on every channel: whoever
 * puts one into HTML escapes it whole. What an e-mail's design compiles to is kept beside the template.
 */
export const MessageTemplate = z.strictObject({
  id: TemplateId,
  name: StorableText.min(1).max(200),
  channel: Channel,
  /** A purpose as the rule packs name it. */
  purpose: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,63}$/, "A purpose is written like payment_reminder.")
    .optional(),
  languages: z.preprocess(
    (input, context) => {
      // zod drops this key of a record silently.
      if (typeof input === "object" && input !== null && Object.hasOwn(input, "__proto__")) {
        context.addIssue({ code: "custom", message: "__proto__ is not a language." });
      }
      return input;
    },
    z.record(LanguageTag, Text),
  ),
  /** The languages to take, in this order, when there is no text in one that the debtor reads. */
  fallback: z.array(LanguageTag).max(20),
});
export type MessageTemplate = z.infer<typeof MessageTemplate>;
