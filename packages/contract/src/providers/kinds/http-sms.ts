import type { ProviderKind } from "../provider-kind.ts";
import { paceField } from "./pace-field.ts";

const HAS_CALLBACKS = { key: "callback.format", equals: ["json", "form", "query"] } as const;

/** Words that a request may have filled in. */
const PLACES =
  "{{to}}, {{toDigits}}, {{body}}, {{sender}}, {{attemptId}}, {{callbackUrl}}, {{validSeconds}}, {{language}} and {{secret.apiKey}}";

export const httpSmsKind: ProviderKind = {
  kind: "http-sms",
  title: "SMS house by HTTP",
  about:
    "Any SMS provider that takes messages by HTTP: you say what its request and its answer look like.",
  purpose: "sms",
  fields: [
    {
      key: "sender",
      label: "Sender",
      hint: "Fills in {{sender}}.",
      input: { kind: "text" },
    },
    {
      key: "hearsReplies",
      label: "People can reply to it",
      hint: "Off: messages carry a link to opt out instead of “Reply STOP”.",
      input: { kind: "switch" },
      initial: false,
    },
    {
      key: "request.method",
      label: "Method",
      input: {
        kind: "choice",
        choices: [
          { value: "POST", label: "POST" },
          { value: "PUT", label: "PUT" },
          { value: "GET", label: "GET" },
        ],
      },
      isRequired: true,
      initial: "POST",
    },
    {
      key: "request.url",
      label: "Address",
      input: { kind: "text", placeholder: "https://api.example.com/v1/messages" },
      isRequired: true,
    },
    {
      key: "request.headers",
      label: "Headers",
      hint: 'Such as { "authorization": "Bearer {{secret.apiKey}}" }.',
      input: { kind: "json", placeholder: "{ }" },
    },
    {
      key: "request.body",
      label: "Body",
      hint: `Of kind json (with value), form (with fields) or none. Filled in are ${PLACES}.`,
      input: {
        kind: "json",
        placeholder: '{ "kind": "json", "value": { "to": "{{to}}", "text": "{{body}}" } }',
      },
      isRequired: true,
      initial: '{ "kind": "json", "value": { "to": "{{to}}", "text": "{{body}}" } }',
    },
    {
      key: "request.basicAuth.user",
      label: "User",
      hint: "Where it signs in by user and password.",
      input: { kind: "text" },
    },
    {
      key: "request.basicAuth.password",
      label: "Password",
      hint: "As a secret: {{secret.apiSecret}}.",
      input: { kind: "text", placeholder: "{{secret.apiSecret}}" },
    },
    {
      key: "answer.id",
      label: "Where its answer has the message's id",
      input: { kind: "text", placeholder: "$.messages[0].id" },
      isRequired: true,
    },
    {
      key: "answer.accepted",
      label: "What says that it took the message",
      hint: 'Where a 200 may say no, such as { "path": "$.status", "equals": ["queued"] }.',
      input: { kind: "json" },
    },
    {
      key: "answer.error",
      label: "Where its answer has an error's code",
      input: { kind: "text", placeholder: "$.error.code" },
    },
    {
      key: "answer.meanings",
      label: "What its codes mean",
      hint: 'Each opted-out, dead-address, later, refused or in-doubt, such as { "105": "dead-address" }.',
      input: { kind: "json" },
    },
    paceField,
    {
      key: "mostValidSeconds",
      label: "Longest it keeps a message, in seconds",
      input: { kind: "number", least: 60, most: 604_800 },
      isAdvanced: true,
    },
    {
      key: "callback.format",
      label: "What it tells us of messages comes as",
      input: {
        kind: "choice",
        choices: [
          { value: "", label: "Nothing: it tells nothing" },
          { value: "json", label: "JSON" },
          { value: "form", label: "A form" },
          { value: "query", label: "Its address alone, by GET" },
        ],
      },
      initial: "",
    },
    {
      key: "callback.verification",
      label: "How it proves that it is itself",
      hint: 'Such as { "kind": "token", "secret": "callback", "in": "header", "name": "x-token" }, or of kind hmac with header, algorithm and encoding.',
      input: { kind: "json" },
      isRequired: true,
      when: HAS_CALLBACKS,
    },
    {
      key: "callback.delivery",
      label: "How it tells of deliveries",
      hint: 'Such as { "id": "$.id", "status": "$.status", "statuses": { "DELIVRD": "delivered", "UNDELIV": "failed" } }. Where several come at once, "each": "$.results" names the list.',
      input: { kind: "json" },
      when: HAS_CALLBACKS,
    },
    {
      key: "callback.reply",
      label: "How it tells of replies",
      hint: 'Such as { "id": "$.id", "from": "$.from", "to": "$.to", "body": "$.text" }. Where both come to one address, "when": { "path": "$.type", "equals": ["RECEIVED"] } tells them apart.',
      input: { kind: "json" },
      when: HAS_CALLBACKS,
    },
  ],
  secrets: [
    { name: "apiKey", label: "API key", hint: "Fills in {{secret.apiKey}}." },
    { name: "apiSecret", label: "API secret", hint: "Fills in {{secret.apiSecret}}." },
    { name: "callback", label: "Callback secret", hint: "Proves that what it tells is its own." },
  ],
  callbacks: [
    {
      path: "status",
      label: "Delivery reports",
      hint: "Each message names it as {{callbackUrl}}; paste it where the provider wants a fixed one.",
    },
    {
      path: "inbound",
      label: "Replies",
      hint: "Paste it where the provider sends incoming messages.",
    },
  ],
};
