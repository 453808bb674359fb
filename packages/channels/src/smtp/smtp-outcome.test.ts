import { expect, test } from "vitest";
import { SmtpFault, type Stage } from "./smtp-session.ts";
import { smtpOutcome } from "./smtp-outcome.ts";

const MINUTE_MS = 60_000;
const REST_MS = 30_000;

function later(code: string, afterMs: number) {
  return { kind: "retry-later", code, afterMs };
}

function reply(command: string, response: string, code = "EENVELOPE") {
  return { code, command, response, responseCode: Number.parseInt(response, 10) };
}

const ROWS: readonly (readonly [string, Stage, object, object])[] = [
  ["no server", "session", { code: "ESOCKET" }, later("no-connection", REST_MS)],
  ["no such host", "session", { code: "EDNS" }, later("no-connection", REST_MS)],
  ["no greeting", "session", { code: "ETIMEDOUT" }, later("timeout", REST_MS)],
  ["no TLS", "session", { code: "ETLS" }, later("tls", 15 * MINUTE_MS)],
  [
    "a certificate for somebody else",
    "session",
    { code: "ESOCKET", originalCode: "ERR_TLS_CERT_ALTNAME_INVALID" },
    later("tls", 15 * MINUTE_MS),
  ],
  [
    "a sign-in that is refused for now",
    "session",
    reply("AUTH PLAIN", "454 4.7.0 Try later", "EAUTH"),
    later("sign-in-smtp-454-4.7.0", REST_MS),
  ],
  [
    "a sender that is refused",
    "envelope",
    reply("MAIL FROM", "553 5.7.1 Not yours"),
    later("smtp-553-5.7.1", 15 * MINUTE_MS),
  ],
  [
    "a mail that is too large for the server",
    "envelope",
    reply("MAIL FROM", "552 5.3.4 Too big"),
    { kind: "refused", code: "smtp-552-5.3.4" },
  ],
  [
    "a server that wants TLS first",
    "envelope",
    reply("RCPT TO", "530 5.7.0 Must issue STARTTLS first"),
    later("smtp-530-5.7.0", 15 * MINUTE_MS),
  ],
  [
    "a mailbox that is not there",
    "envelope",
    reply("RCPT TO", "550-5.1.1 No\n550 5.1.1 such user"),
    { kind: "refused", code: "smtp-550-5.1.1", address: "dead" },
  ],
  [
    "a refusal without an enhanced code",
    "envelope",
    reply("RCPT TO", "550 No such user"),
    { kind: "refused", code: "smtp-550" },
  ],
  [
    "a mailbox that is full",
    "envelope",
    reply("RCPT TO", "452 4.2.2 Full"),
    later("smtp-452-4.2.2", 60 * MINUTE_MS),
  ],
  [
    "greylisting",
    "envelope",
    reply("RCPT TO", "451 4.7.1 Greylisted"),
    later("smtp-451-4.7.1", 5 * MINUTE_MS),
  ],
  [
    "a server that closes",
    "envelope",
    reply("CONN", "421 4.4.2 Bye", "ECONNECTION"),
    later("smtp-421-4.4.2", REST_MS),
  ],
  [
    "an answer to the envelope that is none",
    "envelope",
    { code: "EENVELOPE", command: "RCPT TO", response: "What?" },
    later("not-smtp-before-data", REST_MS),
  ],
  ["silence", "envelope", { code: "ETIMEDOUT" }, later("timeout-before-data", REST_MS)],
  [
    "a mail larger than the server said",
    "envelope",
    { code: "EMESSAGE", command: "MAIL FROM" },
    { kind: "refused", code: "mail-too-large" },
  ],
  [
    "a text that is refused",
    "body",
    reply("DATA", "554 5.7.1 Spam", "EMESSAGE"),
    { kind: "refused", code: "smtp-554-5.7.1" },
  ],
  [
    "a text that is put off",
    "body",
    reply("DATA", "451 4.3.0 Later", "EMESSAGE"),
    later("smtp-451-4.3.0", 5 * MINUTE_MS),
  ],
  ["a cut", "body", { code: "ECONNECTION" }, { kind: "in-doubt", code: "no-connection-in-data" }],
  ["a stall", "body", { code: "ETIMEDOUT" }, { kind: "in-doubt", code: "timeout-in-data" }],
  [
    "an answer that is none",
    "body",
    reply("DATA", "999 What?", "EMESSAGE"),
    { kind: "in-doubt", code: "not-smtp-in-data" },
  ],
  [
    "an answer to something else",
    "body",
    reply("DATA", "354 Go on", "EMESSAGE"),
    { kind: "in-doubt", code: "not-smtp-in-data" },
  ],
  ["a fault unheard of", "body", { code: 7 }, { kind: "in-doubt", code: "smtp-fault-in-data" }],
];

test.for(ROWS)("%s", async ([, stage, cause, outcome]) => {
  expect(smtpOutcome(new SmtpFault(stage, cause))).toEqual(outcome);
});
