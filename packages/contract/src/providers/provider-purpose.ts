import { z } from "zod";

/** What a provider is for: the channel that it sends on, or payments. */
export const ProviderPurpose = z.enum(["sms", "email", "letter", "payment"]);
export type ProviderPurpose = z.infer<typeof ProviderPurpose>;
