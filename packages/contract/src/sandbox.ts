import { z } from "zod";
import { Done, endpoint } from "./endpoint.ts";
import { signedIn } from "./role.ts";
import { Id, InstantMs, Search } from "./values.ts";

const PersonParams = z.strictObject({ id: Id });

export const sandboxPeople = endpoint({
  method: "GET",
  path: "/api/sandbox/people",
  summary: "Debtors whose phone and inbox can be opened, those with the newest message first",
  input: { query: z.strictObject({ search: Search.optional() }) },
  output: z.array(
    z.strictObject({
      debtorId: Id,
      name: z.string(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      messages: z.int(),
      lastAtMs: InstantMs.nullable(),
    }),
  ),
  policy: signedIn,
});

export const SandboxMessage = z.strictObject({
  id: Id,
  channel: z.enum(["sms", "email", "letter"]),
  direction: z.enum(["in", "out"]),
  atMs: InstantMs,
  subject: z.string().nullable(),
  text: z.string(),
  /** Of a mail that was designed. */
  html: z.string().nullable(),
  payLink: z.string().nullable(),
});
export type SandboxMessage = z.infer<typeof SandboxMessage>;

export const sandboxMessages = endpoint({
  method: "GET",
  path: "/api/sandbox/people/:id/messages",
  summary: "A debtor's phone and inbox, the newest last",
  input: { params: PersonParams },
  output: z.array(SandboxMessage),
  policy: signedIn,
});

export const sandboxReply = endpoint({
  method: "POST",
  path: "/api/sandbox/people/:id/reply",
  summary:
    "Answers as the debtor: STOP opts the number out, a later START in again, what a person must read pauses contact",
  input: {
    params: PersonParams,
    body: z.strictObject({
      channel: z.enum(["sms", "email"]),
      text: z.string().trim().min(1).max(2_000),
    }),
  },
  output: z.strictObject({
    understoodAs: z.enum(["opted-out", "opted-in", "help", "paused", "replied"]),
  }),
  policy: signedIn,
});

export const sandboxSaysPaid = endpoint({
  method: "POST",
  path: "/api/sandbox/people/:id/says-paid",
  summary: "Says, as the debtor, that an account is paid",
  input: { params: PersonParams, body: z.strictObject({ accountId: Id }) },
  output: Done,
  policy: signedIn,
});

export const sandboxDispute = endpoint({
  method: "POST",
  path: "/api/sandbox/people/:id/dispute",
  summary: "Disputes an account as the debtor",
  input: {
    params: PersonParams,
    body: z.strictObject({ accountId: Id, reason: z.string().trim().min(3).max(2_000) }),
  },
  output: Done,
  policy: signedIn,
});

export const sandboxPay = endpoint({
  method: "POST",
  path: "/api/sandbox/people/:id/pay",
  summary: "Pays, as the debtor, part or all of an account at the sandbox bank",
  input: {
    params: PersonParams,
    body: z.strictObject({ accountId: Id, amountMinor: z.int().positive() }),
  },
  output: Done,
  policy: signedIn,
});
