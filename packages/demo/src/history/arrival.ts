import type { MessageChannel } from "./life.ts";

/** How long a message is on its way. */
export const ARRIVES_AFTER_MS: Readonly<Record<MessageChannel, number>> = {
  sms: 8_000,
  email: 45_000,
  letter: 3 * 86_400_000,
};

/** Of the others nothing is heard. */
export const DELIVERED_SHARE = 0.985;
