import type { ProviderPurpose } from "@fairflow/contract";

export const purposeWords: Readonly<Record<ProviderPurpose, string>> = {
  sms: "SMS",
  email: "E-mail",
  letter: "Letters",
  payment: "Payments",
};
