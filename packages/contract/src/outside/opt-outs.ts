import { Channel } from "@fairflow/compliance";
import { z } from "zod";
import { Done, endpoint } from "../endpoint.ts";
import { only, withKey } from "../role.ts";
import { Id, InstantMs } from "../values.ts";
import { Act, DocumentReference, OutsideInstant } from "./written-values.ts";

const SuppressedChannel = z.union([Channel, z.literal("any")]);

const OutsideAddressFields = {
  /** As it is written, in any spelling. */
  address: z.string().trim().min(1).max(500),
  /** Where a number without a country code belongs; every country of the portfolios where absent. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  channel: SuppressedChannel,
};

export const optOut = endpoint({
  method: "POST",
  path: "/v1/opt-outs",
  summary:
    "Bars an address on a channel, or on any, for everyone who shares it, in whatever spelling; it never ends by itself",
  input: {
    body: z.strictObject({
      ...OutsideAddressFields,
      how: Act.default("message"),
      evidence: DocumentReference.optional(),
    }),
  },
  /** How many debtors share the address now. */
  output: z.strictObject({ debtors: z.int() }),
  policy: withKey("opt-outs"),
});

export const optIn = endpoint({
  method: "POST",
  path: "/v1/opt-ins",
  summary: "Ends an opt-out by the person's own recorded act, and by nothing else",
  input: {
    body: z.strictObject({
      ...OutsideAddressFields,
      how: Act,
      at: OutsideInstant,
      /** Of the message, recording or document that shows it. */
      evidence: DocumentReference,
    }),
  },
  /** False where nothing was barred, where it is barred on every channel, or began after the act. */
  output: z.strictObject({ lifted: z.boolean() }),
  policy: withKey("opt-outs"),
});

export const optOutAddress = endpoint({
  method: "POST",
  path: "/api/addresses/:id/opt-out",
  summary: "Records that somebody opted out of an address, for everyone who shares it; audited",
  input: {
    params: z.strictObject({ id: Id }),
    body: z.strictObject({
      channel: SuppressedChannel,
      how: Act,
      evidence: DocumentReference.optional(),
    }),
  },
  output: Done,
  policy: only("specialist", "admin"),
});

export const optInAddress = endpoint({
  method: "POST",
  path: "/api/addresses/:id/opt-in",
  summary:
    "Records the debtor's own act that ends an opt-out: how, when and what shows it; audited",
  input: {
    params: z.strictObject({ id: Id }),
    body: z.strictObject({
      channel: SuppressedChannel,
      how: Act,
      atMs: InstantMs,
      evidence: DocumentReference,
    }),
  },
  output: Done,
  policy: only("specialist", "admin"),
});
