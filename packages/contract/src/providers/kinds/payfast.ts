import type { ProviderKind } from "../provider-kind.ts";

export const payfastKind: ProviderKind = {
  kind: "payfast",
  title: "PayFast",
  about: "Cards, instant EFT and more in South Africa, on PayFast's own page.",
  purpose: "payment",
  fields: [
    {
      key: "merchantId",
      label: "Merchant ID",
      hint: "On PayFast's dashboard.",
      input: { kind: "text", placeholder: "10000100" },
      isRequired: true,
    },
    {
      key: "merchantKey",
      label: "Merchant key",
      hint: "It stands in the form that debtors' browsers send, and is no secret.",
      input: { kind: "text" },
      isRequired: true,
    },
    {
      key: "isTest",
      label: "PayFast's sandbox",
      hint: "On: no money moves.",
      input: { kind: "switch" },
      initial: false,
    },
    {
      key: "sources",
      label: "Addresses that it tells us from",
      hint: "One address or range a line. Empty: those that PayFast publishes.",
      input: { kind: "list", placeholder: "197.97.145.144/28" },
      isAdvanced: true,
    },
  ],
  secrets: [
    {
      name: "passphrase",
      label: "Passphrase",
      hint: "Set it on PayFast's dashboard too (Settings, Developer): its signatures have no other secret.",
      isRequired: true,
    },
  ],
  callbacks: [
    {
      path: "",
      label: "Notify URL",
      hint: "Each payment names it by itself. Paste it on the dashboard where notices of other payments should come too.",
    },
  ],
};
