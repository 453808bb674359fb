import { meaningOfReply, type ProviderNotice } from "@fairflow/channels";
import { DeliveryFault, DeliveryStatus } from "@fairflow/engine";
import { z } from "zod";

const Raw = z.string();

/** A notice as the inbox keeps it: what was read of it when its signature was checked, and the bytes that were signed. */
export const StoredNotice = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("delivery"),
    key: z.string(),
    providerId: z.string(),
    attemptId: z.uuid().optional(),
    report: z
      .strictObject({
        status: DeliveryStatus,
        code: z.string().optional(),
        fault: DeliveryFault.optional(),
      })
      .transform(({ status, code, fault }) => ({ status, code, fault })),
    /** Base64. */
    raw: Raw,
  }),
  z.strictObject({
    kind: z.literal("reply"),
    key: z.string(),
    providerId: z.string(),
    from: z.string(),
    to: z.string(),
    body: z.string(),
    /** A provider may know better than the words, as Twilio does of STOP. */
    meaning: z.enum(["stop", "start", "help", "for-a-person", "reply"]),
    answersHelp: z.boolean().optional(),
    raw: Raw,
  }),
]);
export type StoredNotice = z.infer<typeof StoredNotice>;

export function storedNotice(
  notice: Exclude<ProviderNotice, { kind: "ignored" }>,
  body: Uint8Array,
): Readonly<Record<string, unknown>> {
  const raw = Buffer.from(body).toString("base64");
  return notice.kind === "reply"
    ? { ...notice, meaning: notice.meaning.kind, raw }
    : { ...notice, raw };
}

export function meaningOf({
  meaning: kind,
  body,
}: Extract<StoredNotice, { kind: "reply" }>): ReturnType<typeof meaningOfReply> {
  return kind === "stop" || kind === "start" || kind === "help" ? { kind } : meaningOfReply(body);
}
