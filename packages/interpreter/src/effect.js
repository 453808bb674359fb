import { z } from "zod";
/** Channels on which a message node can write to a debtor. */
export const MessageChannel = z.enum(["sms", "email", "letter"]);
/** Why a message is sent; the gate's holds and windows depend on it. Named as in the rule packs. */
export const MessagePurpose = z.enum([
  "collection",
  "service",
  "reply_to_consumer",
  "statutory_notice",
  "marketing",
]);
