import type { ProviderKind } from "../provider-kind.ts";

export const ozowKind: ProviderKind = {
  kind: "ozow",
  title: "Ozow",
  about: "Instant EFT from a South African bank account, on Ozow's own page.",
  purpose: "payment",
  fields: [
    {
      key: "siteCode",
      label: "Site code",
      hint: "On Ozow's dashboard, under merchant details.",
      input: { kind: "text" },
      isRequired: true,
    },
    {
      key: "isTest",
      label: "Ozow's staging site",
      hint: "On: no money moves.",
      input: { kind: "switch" },
      initial: false,
    },
  ],
  secrets: [
    { name: "privateKey", label: "Private key", hint: "It signs what is asked.", isRequired: true },
    { name: "apiKey", label: "API key", hint: "By it payments are confirmed.", isRequired: true },
  ],
  callbacks: [{ path: "", label: "Notify URL", hint: "Each payment names it by itself." }],
};
