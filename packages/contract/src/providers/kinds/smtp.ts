import type { ProviderKind } from "../provider-kind.ts";
import { paceField } from "./pace-field.ts";

export const smtpKind: ProviderKind = {
  kind: "smtp",
  title: "Mail server (SMTP)",
  about: "E-mail through a mail server of your own or of a mail house.",
  purpose: "email",
  fields: [
    {
      key: "host",
      label: "Server",
      input: { kind: "text", placeholder: "smtp.example.com" },
      isRequired: true,
    },
    {
      key: "port",
      label: "Port",
      hint: "587 as a rule; 465 where TLS begins at once.",
      input: { kind: "number", least: 1, most: 65_535 },
      isRequired: true,
      initial: 587,
    },
    {
      key: "tls",
      label: "Encryption",
      input: {
        kind: "choice",
        choices: [
          { value: "starttls", label: "STARTTLS, required" },
          { value: "implicit", label: "TLS from the start" },
          { value: "none", label: "None: a relay on this machine only" },
        ],
      },
      isRequired: true,
      initial: "starttls",
    },
    {
      key: "credentials.user",
      label: "User",
      hint: "Empty where the server asks for none.",
      input: { kind: "text" },
    },
    { key: "from.name", label: "Sender's name", input: { kind: "text" }, isRequired: true },
    {
      key: "from.address",
      label: "Sender's address",
      hint: "Its domain should have SPF, DKIM and DMARC records that name this server.",
      input: { kind: "text", placeholder: "accounts@example.com" },
      isRequired: true,
    },
    {
      key: "replyTo",
      label: "Answers go to",
      hint: "Empty: to the sender.",
      input: { kind: "text" },
    },
    {
      key: "returnPath",
      label: "Bounces go to",
      hint: "Empty: to the sender.",
      input: { kind: "text" },
    },
    {
      key: "dkim.domain",
      label: "DKIM domain",
      hint: "Where Fairflow itself signs mails; empty where the server does.",
      input: { kind: "text", placeholder: "example.com" },
    },
    {
      key: "dkim.selector",
      label: "DKIM selector",
      input: { kind: "text", placeholder: "mail2026" },
    },
    paceField,
    {
      key: "connections",
      label: "Connections at once",
      input: { kind: "number", least: 1, most: 50 },
      isAdvanced: true,
    },
    {
      key: "linkHosts",
      label: "Hosts that mails may link to",
      hint: "Beside our own, one a line. Whatever else looks like a link is made not to be one.",
      input: { kind: "list" },
      isAdvanced: true,
    },
    {
      key: "unsubscribeAddress",
      label: "Address that takes opt-outs",
      hint: "Beside the link that stands in every mail.",
      input: { kind: "text" },
      isAdvanced: true,
    },
    {
      key: "authority",
      label: "Certificate of its authority",
      hint: "PEM, where no public authority signed the server's certificate.",
      input: { kind: "long-text" },
      isAdvanced: true,
    },
  ],
  secrets: [
    { name: "password", label: "Password", hint: "Of the user above." },
    {
      name: "dkimKey",
      label: "DKIM private key",
      hint: "RSA, in PEM. Publish the next one under another selector before you exchange it.",
      isLong: true,
    },
  ],
  callbacks: [],
};
