import { LanguageTag, MessageTemplate } from "@fairflow/template";
import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { only, signedIn } from "../role.ts";
import { Id } from "../values.ts";

/** Something that a template can say, with what it is for the person of the preview. */
const ShownField = z.strictObject({
  id: z.string(),
  label: z.string(),
  type: z.enum(["text", "number", "money", "date", "link"]),
  /** Null where nothing is known. */
  value: z.string().nullable(),
});
export type ShownField = z.infer<typeof ShownField>;

const TemplateIssue = z.strictObject({
  /** Null where it is not of one language. */
  language: z.string().nullable(),
  message: z.string(),
  /** A fault keeps it from being sent; the law's wish does not, since the gate reads no texts. */
  kind: z.enum(["fault", "law"]),
});
export type TemplateIssue = z.infer<typeof TemplateIssue>;

export const previewTemplate = endpoint({
  method: "POST",
  path: "/api/templates/preview",
  summary: "What a template would say as it is now, to somebody who is made up or to a debtor",
  input: {
    body: z.strictObject({
      template: MessageTemplate,
      language: LanguageTag,
      /** A debtor, masked for roles that do not work with people; somebody made up where there is none. */
      debtorId: Id.optional(),
    }),
  },
  output: z.strictObject({
    /** Why it cannot be said; null where it can. */
    problem: z.string().nullable(),
    subject: z.string().nullable(),
    text: z.string().nullable(),
    /** Of an e-mail with a design. */
    html: z.string().nullable(),
    /** Of an SMS: parts that it is sent and paid as, and what that cost lately. */
    sms: z
      .strictObject({
        encoding: z.enum(["gsm7", "ucs2"]),
        parts: z.int(),
        units: z.int(),
        /** In the currency's own unit, as providers charged it in the last 30 days; null where none did. */
        cost: z.strictObject({ amount: z.string(), currency: z.string() }).nullable(),
      })
      .nullable(),
    /** The plain text that follows from the design, as Liquid; null without one. */
    derivedText: z.string().nullable(),
    issues: z.array(TemplateIssue),
    fields: z.array(ShownField),
    /** The debtor is shown masked. */
    masked: z.boolean(),
  }),
  policy: signedIn,
});

export const printTemplate = endpoint({
  method: "POST",
  path: "/api/templates/print",
  summary: "A letter's template as the PDF that a print house would get",
  input: previewTemplate.input,
  output: z.strictObject({
    /** Base64. */
    pdf: z.string().nullable(),
    pages: z.int().nullable(),
    problem: z.string().nullable(),
  }),
  policy: signedIn,
});

export const templateGaps = endpoint({
  method: "POST",
  path: "/api/templates/gaps",
  summary: "Of how many accounts a field that a template says is missing",
  input: {
    body: z.strictObject({
      template: MessageTemplate,
      /** Accounts of a segment; all that are open where none is named. */
      segment: z
        .string()
        .regex(/^[A-Za-z0-9_-]{1,64}$/)
        .optional(),
    }),
  },
  output: z.strictObject({
    of: z.int(),
    /** Those of which some are missing, the most first. */
    gaps: z.array(z.strictObject({ field: z.string(), label: z.string(), missing: z.int() })),
    /** Fields that are known only when a message is sent, such as the pay link. */
    later: z.array(z.string()),
  }),
  policy: signedIn,
});

const TestNumber = z.string().trim().min(5).max(30);
/** Signed by us and good for some time; whoever has it sees nothing in it but their own number. */
const Ticket = z.string().max(500);

export const askTestNumber = endpoint({
  method: "POST",
  path: "/api/templates/test-number",
  summary: "Sends a code to the number that one says is one's own, so that SMS can be tested there",
  input: {
    body: z.strictObject({
      /** With its country code, or as it is dialled in a portfolio's country; of nobody who is on file. */
      number: TestNumber,
    }),
  },
  /** Goes with the code; null while the sandbox takes SMS, where nobody is reached and nothing has to be shown. */
  output: z.strictObject({ ticket: Ticket.nullable() }),
  policy: only("editor", "admin"),
});

export const proveTestNumber = endpoint({
  method: "POST",
  path: "/api/templates/test-number/proof",
  summary:
    "Shows by the code that a number is one's own; 422 for another code, or one that is over",
  input: { body: z.strictObject({ ticket: Ticket, code: z.string().regex(/^\d{6}$/) }) },
  output: z.strictObject({ proof: Ticket }),
  policy: only("editor", "admin"),
});

export const sendTestMessage = endpoint({
  method: "POST",
  path: "/api/templates/test",
  summary:
    "Sends a template with made-up values to oneself: a mail to the address that one signs in with, an SMS to the number that was shown to be one's own",
  input: {
    body: z.strictObject({
      template: MessageTemplate,
      language: LanguageTag,
      /** For an SMS while the sandbox takes them: of nobody who is on file. */
      number: TestNumber.optional(),
      /** For an SMS that reaches somebody: that the number is one's own. */
      proof: Ticket.optional(),
    }),
  },
  output: z.strictObject({
    to: z.string(),
    provider: z.string(),
    result: z.enum(["accepted", "refused", "retry-later", "in-doubt"]),
    /** Why it was not taken, in words. */
    why: z.string().nullable(),
  }),
  policy: only("editor", "admin"),
});
