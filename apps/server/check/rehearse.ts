import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process, { argv, stdin, stdout } from "node:process";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { startFakeSmtp } from "@fairflow/channels/fake-smtp";
import { startFakeTwilio } from "@fairflow/channels/fake-twilio";

/*
 * `pnpm rehearse [--to ORIGIN]`: a Twilio and a mail server that reach nobody, to take the walk of docs/operations.md
 * against. They show what they take; a line such as `+27821234567 STOP` answers as that person would.
 */
const { values } = parseArgs({
  args: argv.slice(2).filter((word) => word !== "--"),
  options: { to: { type: "string", default: "http://127.0.0.1:4000" } },
});
const LOOK_EVERY_MS = 500;
const NUMBER = "+27600000000";
const ACCOUNT = { accountSid: `AC${"1".repeat(32)}`, authToken: "12345" };

const folder = await mkdtemp(join(tmpdir(), "fairflow-rehearsal-"));
const ledger = join(folder, "sms.jsonl");
const twilio = await startFakeTwilio({ ...ACCOUNT, ledger, deliverTo: values.to });
const mails = join(folder, "mail.jsonl");
await writeFile(mails, "");
const mailServer = await startFakeSmtp(mails);
const certificate = join(folder, "authority.pem");
await writeFile(certificate, mailServer.authority);

say(`They reach nobody; Ctrl+C ends them.

Start Fairflow with    FAIRFLOW_DEMO=0 FAIRFLOW_TWILIO_API=${twilio.origin}
Twilio                 account ${ACCOUNT.accountSid}, auth token ${ACCOUNT.authToken}, number ${NUMBER}
Mail server (SMTP)     127.0.0.1, port ${mailServer.port}, STARTTLS, any user and password;
                       under More the certificate of its authority: ${certificate}
To answer an SMS       paste the address "A message comes in" here, then lines such as: +27821234567 STOP
`);

let inbound: string | undefined;
const lines = createInterface({ input: stdin });
lines.on("line", (line) => {
  answer(line.trim()).catch((fault: unknown) => say(String(fault)));
});

let shown = { sms: 0, mails: 0 };
const looking = setInterval(() => {
  showTaken().catch((fault: unknown) => say(String(fault)));
}, LOOK_EVERY_MS);
process.once("SIGINT", () => {
  clearInterval(looking);
  lines.close();
  void Promise.all([twilio.stop(), mailServer.stop()]);
});

/** An address is remembered; a number and words are what that person writes to ours. */
async function answer(line: string): Promise<void> {
  if (/^https?:\/\//u.test(line)) {
    inbound = line;
    return say("Answers go there.");
  }
  const [, from, body] = /^(\+\d{6,15})\s+(.+)$/u.exec(line) ?? [];
  if (from === undefined || body === undefined) return say("A line is: +27821234567 STOP");
  if (inbound === undefined) return say('Paste the address "A message comes in" first.');
  await twilio.reply({ url: inbound, from, to: NUMBER, body });
  return say(`${from} has answered.`);
}

async function showTaken(): Promise<void> {
  const sms = twilio.ledger().flatMap((entry) => (entry.kind === "accepted" ? [entry] : []));
  const taken = await mailServer.readLedger();
  for (const { to, body } of sms.slice(shown.sms)) say(`SMS to ${to}: ${body}`);
  for (const { to, source } of taken.slice(shown.mails)) {
    const mail = Buffer.from(source, "base64").toString("utf8");
    const [, subject = ""] = /^Subject: (.*)$/mu.exec(mail) ?? [];
    say(`Mail to ${to.join(", ")}: ${subject.trim()}`);
  }
  shown = { sms: sms.length, mails: taken.length };
}

function say(text: string): void {
  stdout.write(`${text}\n`);
}
