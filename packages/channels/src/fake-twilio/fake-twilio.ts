import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";
import { openLedger, readLedger } from "./fake-ledger.ts";
import { callBack, deliver } from "./fake-callbacks.ts";
import { messageJson, type FakeMessage } from "./fake-messages.ts";
import { FaultPlan, faultOf, type Fault } from "./fault.ts";

export const FakeTwilioOptions = z.strictObject({
  /** A file of lines of JSON; one that exists is read, so that a fake that was killed goes on. */
  ledger: z.string(),
  accountSid: z.string(),
  authToken: z.string(),
  /** Callbacks are signed for the address that they name and carried to this origin. */
  deliverTo: z.url().optional(),
  plan: FaultPlan.default({ kind: "listed", faults: [] }),
  slowMs: z.int().default(200),
});
export type FakeTwilioOptions = z.infer<typeof FakeTwilioOptions>;

/** What somebody writes to one of our numbers. */
export const FakeReply = z.strictObject({
  url: z.url(),
  from: z.string(),
  to: z.string(),
  body: z.string(),
});

interface Fake {
  readonly options: FakeTwilioOptions;
  readonly messages: FakeMessage[];
  readonly optedOut: Set<string>;
  readonly late: FakeMessage[];
  readonly ledger: ReturnType<typeof openLedger>;
  plan: FaultPlan;
  asked: number;
}

/**
 * Twilio's Messages API with its faults on order. It writes each acceptance to the disk before it answers, and signs
 * callbacks with Twilio's own SDK.
 */
export function fakeTwilio(options: FakeTwilioOptions): Server {
  const fake: Fake = {
    options,
    messages: [],
    optedOut: new Set(),
    late: [],
    ledger: openLedger(options.ledger),
    plan: options.plan,
    asked: 0,
  };
  for (const entry of readLedger(options.ledger)) remember(fake, entry);
  // Whoever connects may stand still before the first byte for as long as a test wants.
  return createServer({ headersTimeout: 0, requestTimeout: 0 }, (request, answer) => {
    handle(fake, request, answer).catch((fault: unknown) => {
      answer.writeHead(599).end(String(fault));
    });
  });
}

function remember(fake: Fake, entry: ReturnType<typeof readLedger>[number]): void {
  if (entry.kind === "accepted") {
    fake.messages.push({ ...entry, status: "queued", errorCode: null });
  }
  const message = fake.messages.find(
    ({ sid }) => entry.kind === "called-back" && sid === entry.sid,
  );
  if (message !== undefined && entry.kind === "called-back") message.status = entry.status;
}

async function handle(fake: Fake, request: IncomingMessage, answer: ServerResponse): Promise<void> {
  // A message is taken when it comes, however long the disk takes.
  const at = new Date().toISOString();
  const url = new URL(request.url ?? "/", "http://fake");
  const body = await readBody(request);
  if (url.pathname.startsWith("/fake/")) return control(fake, url.pathname, { body, answer });
  if (!isSignedIn(fake, request)) return problem(answer, 401, 20_003);
  const { accountSid } = fake.options;
  if (url.pathname === `/2010-04-01/Accounts/${accountSid}.json`) {
    return json(answer, 200, { sid: accountSid, friendly_name: "A fake", status: "active" });
  }
  const [, sid] =
    /^\/2010-04-01\/Accounts\/[^/]+\/Messages(?:\/(\w+))?\.json$/u.exec(url.pathname) ?? [];
  if (sid !== undefined) {
    const message = fake.messages.find((each) => each.sid === sid);
    if (message === undefined) return problem(answer, 404, 20_404);
    return json(answer, 200, messageJson(message, accountSid));
  }
  if (request.method === "GET") return list(fake, url, answer);
  return take(fake, { form: new URLSearchParams(body), at }, answer);
}

function list(fake: Fake, url: URL, answer: ServerResponse): void {
  const to = url.searchParams.get("To");
  const messages = fake.messages
    .filter((message) => to === null || message.to === to)
    .toReversed()
    .slice(0, Number(url.searchParams.get("PageSize") ?? 50))
    .map((message) => messageJson(message, fake.options.accountSid));
  json(answer, 200, { messages, page: 0, next_page_uri: null, uri: url.pathname });
}

interface Came {
  readonly form: URLSearchParams;
  readonly at: string;
}

async function take(fake: Fake, came: Came, answer: ServerResponse): Promise<void> {
  const { form, at } = came;
  const to = form.get("To") ?? "";
  const fault = faultOf(fake.plan, fake.asked);
  fake.asked += 1;
  await fake.ledger.append({ kind: "asked", at, fault, to });
  if (fake.optedOut.has(to)) return problem(answer, 400, 21_610);
  const refuse = REFUSALS[fault];
  if (refuse !== undefined) return refuse(answer);
  const message = await accept(fake, came, fault);
  if (fault === "callbacks-first") await callBack(fake.options, fake.ledger, message);
  if (fault === "slow") await new Promise((resolve) => setTimeout(resolve, fake.options.slowMs));
  reply(fake, message, answer);
  if (fault === "callbacks-late") fake.late.push(message);
  else if (fault !== "callbacks-first") await callBack(fake.options, fake.ledger, message);
  return undefined;
}

/** How a request ends that makes no message. */
const REFUSALS: Partial<Readonly<Record<Fault, (answer: ServerResponse) => void>>> = {
  "too-many-requests": (answer) => {
    answer.setHeader("retry-after", "7");
    problem(answer, 429, 20_429);
  },
  "broken-before": (answer) => problem(answer, 500, 20_500),
  "silent-before": () => undefined,
  "reset-before": (answer) => answer.socket?.resetAndDestroy(),
  "opted-out": (answer) => problem(answer, 400, 21_610),
  "queue-full": (answer) => problem(answer, 400, 21_611),
  "dead-address": (answer) => problem(answer, 400, 21_211),
};

async function accept(fake: Fake, { form, at }: Came, fault: Fault): Promise<FakeMessage> {
  const acceptance = {
    kind: "accepted" as const,
    at,
    sid: `SM${randomBytes(16).toString("hex")}`,
    to: form.get("To") ?? "",
    from: form.get("From") ?? "",
    messagingServiceSid: form.get("MessagingServiceSid"),
    body: form.get("Body") ?? "",
    statusCallback: form.get("StatusCallback") ?? "",
    validityPeriod: Number(form.get("ValidityPeriod") ?? 36_000),
    fault,
  };
  const isService = acceptance.messagingServiceSid !== null;
  const message = { ...acceptance, status: isService ? "accepted" : "queued", errorCode: null };
  await fake.ledger.append(acceptance);
  fake.messages.push(message);
  return message;
}

/** What is heard of a message that was made. */
const REPLIES: Partial<Readonly<Record<Fault, (answer: ServerResponse, whole: string) => void>>> = {
  "broken-after": (answer) => problem(answer, 500, 20_500),
  "silent-after": () => undefined,
  "reset-after": (answer) => answer.socket?.resetAndDestroy(),
  "malformed-after": (answer) => answer.writeHead(201).end("<html>Created</html>"),
  "cut-after": (answer, whole) => {
    answer.writeHead(201, { "content-length": Buffer.byteLength(whole) });
    answer.write(whole.slice(0, 40), () => answer.destroy());
  },
};

function reply(fake: Fake, message: FakeMessage, answer: ServerResponse): void {
  const whole = messageJson(message, fake.options.accountSid);
  const wrong = REPLIES[message.fault];
  if (wrong === undefined) json(answer, 201, whole);
  else wrong(answer, JSON.stringify(whole));
}

async function control(
  fake: Fake,
  path: string,
  { body, answer }: { readonly body: string; readonly answer: ServerResponse },
): Promise<void> {
  if (path === "/fake/plan") {
    fake.plan = FaultPlan.parse(JSON.parse(body));
    fake.asked = 0;
  }
  if (path === "/fake/release") {
    for (const message of fake.late.splice(0)) await callBack(fake.options, fake.ledger, message);
  }
  if (path !== "/fake/reply") return json(answer, 200, {});
  const said = FakeReply.parse(JSON.parse(body));
  if (/^stop$/iu.test(said.body)) fake.optedOut.add(said.from);
  const { to: To, from: From, body: Body } = said;
  const form = { MessageSid: sidOf(said), NumMedia: "0", To, From, Body };
  return json(answer, 200, { answered: await deliver(fake.options, said.url, form) });
}

/** The same words from the same number are the same message, told twice. */
function sidOf(said: z.infer<typeof FakeReply>): string {
  return `SM${createHash("md5").update(JSON.stringify(said)).digest("hex")}`;
}

function isSignedIn({ options }: Fake, { headers }: IncomingMessage): boolean {
  const expected = Buffer.from(`${options.accountSid}:${options.authToken}`).toString("base64");
  return headers.authorization === `Basic ${expected}`;
}

function problem(answer: ServerResponse, status: number, code: number): void {
  const message = code === 20_003 ? "Authenticate" : "";
  json(answer, status, { code, message, more_info: "", status });
}

function json(answer: ServerResponse, status: number, body: unknown): void {
  answer.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of request.setEncoding("utf8")) pieces.push(String(piece));
  return pieces.join("");
}
