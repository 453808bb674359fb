import type { ProviderKind } from "../provider-kind.ts";
import { paceField } from "./pace-field.ts";

export const twilioKind: ProviderKind = {
  kind: "twilio",
  title: "Twilio",
  about: "SMS by Twilio, from a Messaging Service, a number, a short code or a name.",
  purpose: "sms",
  fields: [
    {
      key: "accountSid",
      label: "Account SID",
      hint: "On the first page of Twilio's console. It begins with AC.",
      input: { kind: "text", placeholder: "AC…" },
      isRequired: true,
    },
    {
      key: "sender.kind",
      label: "Messages come from",
      input: {
        kind: "choice",
        choices: [
          { value: "service", label: "A Messaging Service" },
          { value: "number", label: "A number, a short code or a name" },
        ],
      },
      isRequired: true,
      initial: "service",
    },
    {
      key: "sender.sid",
      label: "Messaging Service SID",
      hint: "It begins with MG.",
      input: { kind: "text", placeholder: "MG…" },
      isRequired: true,
      when: { key: "sender.kind", equals: ["service"] },
    },
    {
      key: "sender.hearsReplies",
      label: "People can reply to it",
      hint: "Off where the service sends from names only. Messages then carry a link to opt out instead of “Reply STOP”.",
      input: { kind: "switch" },
      initial: true,
      when: { key: "sender.kind", equals: ["service"] },
    },
    {
      key: "sender.from",
      label: "Number, short code or name",
      hint: "A number with its country code, such as +27821234567, or a name of at most 11 letters, to which nobody can reply.",
      input: { kind: "text", placeholder: "+27…" },
      isRequired: true,
      when: { key: "sender.kind", equals: ["number"] },
    },
    paceField,
    {
      key: "apiKeySid",
      label: "API key SID",
      hint: "Sends with an API key instead of the auth token. It begins with SK.",
      input: { kind: "text", placeholder: "SK…" },
      isAdvanced: true,
    },
    {
      key: "region",
      label: "Region",
      hint: "Where the account's data is kept, such as ie1. Empty for the United States.",
      input: { kind: "text", placeholder: "ie1" },
      isAdvanced: true,
    },
    {
      key: "edge",
      label: "Edge",
      hint: "Goes with the region, such as dublin.",
      input: { kind: "text", placeholder: "dublin" },
      isAdvanced: true,
    },
  ],
  secrets: [
    {
      name: "authToken",
      label: "Auth token",
      hint: "Twilio signs what it tells us with it, so it is needed beside an API key too.",
      isRequired: true,
    },
    { name: "apiKeySecret", label: "API key secret", hint: "Of the API key above." },
  ],
  callbacks: [
    {
      path: "inbound",
      label: "A message comes in",
      hint: "Paste it into the Messaging Service (Integration, send a webhook) or into the number's messaging configuration, as HTTP POST.",
    },
    {
      path: "status",
      label: "Delivery status",
      hint: "Each message names it by itself: nothing needs to be pasted.",
    },
  ],
};
