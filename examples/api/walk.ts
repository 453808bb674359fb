import { createServer } from "node:http";
import { z } from "zod";
import { openApiClient } from "./openapi-client.ts";
import { isGenuine, type Received } from "./verify-webhook.ts";

export interface WalkSettings {
  /** Where the installation is reached. */
  readonly origin: string;
  /** A key with the scopes accounts, enrolments, may-contact, contacts, payments and events. */
  readonly key: string;
  /** A live flow that starts by hand or from outside. */
  readonly flow: string;
  /** Of a webhook that is told `payment.full`, at this machine's `port`. */
  readonly secret: string;
  readonly port: number;
}

export interface Walked {
  readonly imported: readonly string[];
  readonly enrolled: readonly string[];
  readonly verdict: string;
  readonly reported: string;
  readonly paid: string;
  /** Types of the messages that came and were genuine. */
  readonly told: readonly string[];
}

const Rows = z.object({ rows: z.array(z.object({ result: z.string() })) });
const Answers = z.object({
  answers: z.array(z.object({ verdict: z.string(), until: z.string().nullable() })),
});
const Message = z.object({ type: z.string() });

const ACCOUNTS = [
  { account: "WALK-1", balanceMinor: 125_000, debtor: debtorOf("W-1", "071 234 5671") },
  { account: "WALK-2", balanceMinor: 80_000, debtor: debtorOf("W-2", "071 234 5672") },
];

/**
 * What an integration does: brings accounts, sends them into a flow, asks before it calls, says what came of the call,
 * reports a payment, and hears of it by a webhook whose signature it checks.
 */
export async function walk(settings: WalkSettings): Promise<Walked> {
  const receiver = await receive(settings);
  try {
    const call = await openApiClient(settings.origin, settings.key);
    const accounts = ACCOUNTS.map((each) => ({
      ...each,
      client: "Walk & Co",
      portfolio: "Invoices",
      currency: "ZAR",
      dueDate: "2026-01-31",
    }));
    const imported = Rows.parse(
      await call("reportAccounts", { body: { accounts }, once: "walk-accounts" }),
    );
    const enrolled = Rows.parse(
      await call("enrol", {
        body: { flow: settings.flow, accounts: accounts.map(({ account }) => ({ account })) },
        once: "walk-enrolments",
      }),
    );
    const asked = Answers.parse(
      await call("mayContact", { body: { questions: [{ account: "WALK-1", channel: "call" }] } }),
    );
    const contact = {
      id: "walk-call-1",
      account: "WALK-1",
      channel: "call",
      at: new Date().toISOString(),
      outcome: "no_answer",
    };
    const reported = Rows.parse(await call("reportContacts", { body: { contacts: [contact] } }));
    const paid = Rows.parse(
      await call("reportPayments", {
        body: { payments: [{ id: "walk-payment-1", account: "WALK-2", amountMinor: 80_000 }] },
      }),
    );
    return {
      imported: imported.rows.map(({ result }) => result),
      enrolled: enrolled.rows.map(({ result }) => result),
      verdict: asked.answers[0]?.verdict ?? "none",
      reported: reported.rows[0]?.result ?? "none",
      paid: paid.rows[0]?.result ?? "none",
      told: [await receiver.next],
    };
  } finally {
    receiver.close();
  }
}

function debtorOf(reference: string, phone: string) {
  return {
    reference,
    fullName: `Walker ${reference}`,
    phones: [phone],
    country: "ZA",
    zone: "Africa/Johannesburg",
    language: "en",
  };
}

/** Listens for messages, and gives the type of the first that is genuine. Answers 204 to those, and 401 to others. */
async function receive({ port, secret }: WalkSettings) {
  const { promise: next, resolve } = Promise.withResolvers<string>();
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (piece: string) => (body += piece));
    request.on("end", () => {
      const message: Received = {
        headers: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        ),
        body,
      };
      const genuine = isGenuine(message, secret, new Date());
      response.writeHead(genuine ? 204 : 401).end();
      if (genuine) resolve(Message.parse(JSON.parse(body)).type);
    });
  });
  await new Promise<void>((listening) => void server.listen(port, "127.0.0.1", listening));
  return { next, close: () => void server.close() };
}

if (import.meta.main) {
  const Settings = z.object({
    FAIRFLOW_URL: z.url(),
    FAIRFLOW_KEY: z.string(),
    FAIRFLOW_FLOW: z.string(),
    WEBHOOK_SECRET: z.string(),
    PORT: z.coerce.number(),
  });
  const read = Settings.parse(process.env);
  const walked = await walk({
    origin: read.FAIRFLOW_URL,
    key: read.FAIRFLOW_KEY,
    flow: read.FAIRFLOW_FLOW,
    secret: read.WEBHOOK_SECRET,
    port: read.PORT,
  });
  process.stdout.write(`${JSON.stringify(walked, null, 2)}\n`);
}
