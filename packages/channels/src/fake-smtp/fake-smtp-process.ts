import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import process, { argv } from "node:process";
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";
import { connectionFault, FaultPlan, mailFault, type MailFault } from "./fault-plan.ts";
import type { LedgerEntry } from "./ledger-entry.ts";
import { LOOPBACK_NAMES, ownCertificate } from "./own-certificate.ts";

/**
 * A mail server in a process of its own that outlives every worker. Whatever it accepts it appends to its ledger, however
 * often: it is the test that counts. It takes fault plans by message, and answers each.
 */
const ledger = openSync(argv[2] ?? "", "a");
let plan = FaultPlan.parse({});
let connections = 0;
/** By their port. */
const clients = new Map<number, { readonly socket: Socket; readonly ordinal: number }>();
const tries = new Map<string, number>();
const met = new Map<string, MailFault | undefined>();

const REFUSED_RECIPIENTS: ReadonlyMap<MailFault | undefined, readonly [number, string]> = new Map([
  ["recipient-450", [450, "4.7.1 Greylisted, try again"]],
  ["recipient-452", [452, "4.2.2 Mailbox full"]],
  ["recipient-550", [550, "5.1.1 No such user"]],
]);

const good = await ownCertificate(LOOPBACK_NAMES);
const wrong = await ownCertificate([{ type: 2, value: "elsewhere.example" }]);

const options: SMTPServerOptions = {
  ...good,
  name: "mail.fake.example",
  authOptional: true,
  size: 200_000,
  hideENHANCEDSTATUSCODES: true,
  hideDSN: false,
  disableReverseLookup: true,
  onConnect,
  onAuth,
  onMailFrom: (_address, session, done) => done(mailFromFault(session)),
  onRcptTo,
  onData: (stream, session, done) => {
    const { remotePort } = session;
    const fault = faultOf(session);
    if (fault === "drop-in-data") {
      stream.once("data", () => clients.get(remotePort)?.socket.destroy());
      return;
    }
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => takeMail(session, Buffer.concat(chunks), done));
  },
};
const honest = new SMTPServer(options);
const stripped = new SMTPServer({
  ...options,
  hideSTARTTLS: true,
  disabledCommands: ["STARTTLS"],
  allowInsecureAuth: true,
});
const impostor = new SMTPServer({ ...options, ...wrong });
// What a fault breaks reports here; the ledger alone counts.
for (const server of [honest, stripped, impostor]) server.on("error", () => undefined);

const listener = createServer((socket) => {
  connections += 1;
  const port = socket.remotePort ?? 0;
  clients.set(port, { socket, ordinal: connections });
  socket.on("close", () => clients.delete(port));
  socket.on("error", () => undefined);
  const fault = connectionFault(plan, connections);
  if (fault === "greeting-never") return;
  if (fault === "tls-stripped") stripped.connect(socket);
  else if (fault === "certificate-wrong") impostor.connect(socket);
  else honest.connect(socket);
});

listener.listen(0, "127.0.0.1", () => {
  const address = listener.address();
  if (typeof address === "object" && address !== null) {
    process.send?.({ port: address.port, authority: good.cert });
  }
});

process.on("message", (message) => {
  plan = FaultPlan.parse(message);
  connections = 0;
  tries.clear();
  process.send?.({ planned: true });
});
process.on("disconnect", () => {
  closeSync(ledger);
  process.exit(0);
});

function onConnect(session: SMTPServerSession, done: (fault?: Error | null) => void): void {
  const fault = connectionFaultOf(session);
  if (fault === "greeting-slow") setTimeout(done, plan.delayMs);
  else if (fault === "greeting-421") done(replying(421, "4.3.2 Come back later"));
  else if (fault === "greeting-554") done(replying(554, "5.3.2 No service here"));
  else done();
}

function onAuth(
  { username }: { readonly username?: string | undefined },
  session: SMTPServerSession,
  done: (fault: Error | null, answer?: { readonly user?: string }) => void,
): void {
  const fault = connectionFaultOf(session);
  if (fault === "sign-in-refused") done(replying(535, "5.7.8 Who are you?"));
  else done(null, { user: username ?? "" });
}

/** Begins a mail: draws what will befall it. */
function mailFromFault(session: SMTPServerSession): Error | undefined {
  const attempt = attemptOf(session);
  const nth = (tries.get(attempt) ?? 0) + 1;
  tries.set(attempt, nth);
  const fault = mailFault(plan, attempt, nth);
  met.set(session.id, fault);
  return fault === "sender-550" ? replying(550, "5.7.1 Not from you") : undefined;
}

function onRcptTo(
  _address: unknown,
  session: SMTPServerSession,
  done: (fault?: Error | null) => void,
): void {
  const fault = faultOf(session);
  const [code, words] = REFUSED_RECIPIENTS.get(fault) ?? [];
  if (code !== undefined && words !== undefined) done(replying(code, words));
  else if (fault === "drop-before-data") clients.get(session.remotePort)?.socket.destroy();
  else if (fault !== "recipient-stall") done();
}

function takeMail(
  session: SMTPServerSession,
  source: Buffer,
  done: (fault?: Error | null, words?: string) => void,
): void {
  const fault = faultOf(session);
  if (fault === "refuse-451") return done(replying(451, "4.3.0 Try again"));
  if (fault === "refuse-554") return done(replying(554, "5.6.0 Looks like spam"));
  append({
    attemptId: attemptOf(session),
    from: session.envelope.mailFrom === false ? "" : session.envelope.mailFrom.address,
    to: session.envelope.rcptTo.map(({ address }) => address),
    isSecure: session.secure,
    source: source.toString("base64"),
  });
  if (fault === "drop-after-data") clients.get(session.remotePort)?.socket.destroy();
  else if (fault === "garble-after-data") done(replying(999, "What?"));
  else if (fault === "slow") setTimeout(done, plan.delayMs, null, "2.0.0 Taken at last");
  else if (fault !== "stall-after-data") done(null, "2.0.0 Taken");
}

function append(entry: LedgerEntry): void {
  writeSync(ledger, `${JSON.stringify(entry)}\n`);
  fsyncSync(ledger);
}

function attemptOf({ envelope }: SMTPServerSession): string {
  return envelope.dsn?.envid ?? "";
}

function connectionFaultOf({ remotePort }: SMTPServerSession) {
  return connectionFault(plan, clients.get(remotePort)?.ordinal ?? 0);
}

function faultOf(session: SMTPServerSession): MailFault | undefined {
  return met.get(session.id);
}

function replying(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}
