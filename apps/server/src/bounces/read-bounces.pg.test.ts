import { mkdir, mkdtemp, readdir, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId, shardOf } from "@fairflow/db";
import { beforeEach, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { testApp } from "../test-app.ts";
import { readBounces } from "./read-bounces.ts";

const app = await testApp();
const { database, deps } = app;
const { sql } = database;
const person = await samplePerson(app);

beforeEach(async () => {
  await sql`delete from suppression`;
  await sql`update address set state = 'unverified', soft_bounces = 0`;
});

/** A mail of ours that the provider took. */
async function sentMail(): Promise<string> {
  const id = newId();
  const { debtorId, accountId } = person;
  await sql`
    insert into attempt (shard, id, debtor_id, client_id, portfolio_id, address_id, account_ids, channel, purpose, status,
      planned_for, not_before, verdict, verdict_rules, verdict_packs, verdict_inputs, verdict_zones, verdict_at, debtor_epoch,
      created_at, claimed_at, claimed_by, accepted_at, provider, provider_id)
    select ${shardOf(debtorId)}, ${id}, ${debtorId}, portfolio.client_id, portfolio.id, address.id, array[${accountId}::uuid],
      'email', 'collection', 'accepted', current_date, now(), 'allowed', '{}', '{}', '{}'::jsonb, '{}', now(), 0, now(), now(),
      'test', now(), 'our-server', ${id}
    from portfolio, address where address.kind = 'email' limit 1`;
  return id;
}

const bounce = (attemptId: string, status: string) =>
  [
    "From: MAILER-DAEMON@mx.example",
    "To: bounces@acme.example",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.example",
    `Original-Envelope-Id: ${attemptId}`,
    "",
    "Action: failed",
    `Status: ${status}`,
    "",
    "--b--",
    "",
  ].join("\n");

const complaint = (attemptId: string) =>
  [
    "From: fbl@mailhouse.example",
    'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
    "",
    "--b",
    "Content-Type: message/feedback-report",
    "",
    "Feedback-Type: abuse",
    "User-Agent: House/1.0",
    `Original-Envelope-Id: ${attemptId}`,
    "",
    "--b--",
    "",
  ].join("\n");

async function maildir(...mails: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "fairflow-bounces-"));
  for (const name of ["new", "cur", "tmp"]) await mkdir(join(folder, name));
  for (const [index, mail] of mails.entries())
    await writeFile(join(folder, "new", `${index}.mx`), mail);
  return folder;
}

const read = (mailbox: string) => readBounces({ ...deps, mailbox });
const bars = async () =>
  sql`select channel, reason, source from suppression where ended_at is null order by reason`;

test("a mail that came back for good bars its mailbox, and each mail is taken once", async () => {
  const id = await sentMail();
  const folder = await maildir(
    bounce(id, "5.1.1"),
    bounce(id, "5.1.1"),
    "Subject: out of office\n\nAway.\n",
  );

  const counts = [await read(folder), await read(folder)];

  expect(counts).toEqual([3, 0]);
  expect(await readdir(join(folder, "new"))).toEqual([]);
  expect(await bars()).toEqual([{ channel: "email", reason: "bounced", source: "provider" }]);
  expect(await sql`select state from address where kind = 'email'`).toEqual([{ state: "bounced" }]);
  expect(await sql`select outcome, error_code as code from attempt where id = ${id}`).toEqual([
    { outcome: "failed", code: "smtp-5.1.1" },
  ]);
  expect(await sql`select count(*)::int as kept from inbox where provider = 'bounces'`).toEqual([
    { kept: 1 },
  ]);
});

test("mailboxes that are full are counted: five times in a row and nobody has them any more", async () => {
  const mails: string[] = [];
  for (let time = 0; time < 5; time += 1) mails.push(bounce(await sentMail(), "4.2.2"));
  const [last = "", ...others] = mails;

  await read(await maildir(...others));
  const afterFour = await bars();
  await read(await maildir(last));

  expect(afterFour).toEqual([]);
  expect(await bars()).toEqual([{ channel: "email", reason: "bounced", source: "bounces" }]);
});

test("a complaint is the person's own word: an opt-out, which no later mail ends", async () => {
  await read(await maildir(complaint(await sentMail())));

  expect(await bars()).toEqual([{ channel: "email", reason: "opted_out", source: "complaint" }]);
});

test("a file that grows is read on from where it was left, and about mails of others nothing is done", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "fairflow-bounces-")), "bounces.mbox");
  const framed = (mail: string) => `From MAILER-DAEMON Tue Nov 24 10:00:00 2026\n${mail}\n`;
  const old = new Date(Date.now() - 60_000);
  const first = framed(bounce(newId(), "5.1.1"));
  await writeFile(file, first);
  await utimes(file, old, old);
  const before = await read(file);
  const none = await bars();
  await writeFile(file, first + framed(bounce(await sentMail(), "5.1.1")));
  await utimes(file, old, old);

  const after = await read(file);
  const again = await read(file);

  expect([before, after, again]).toEqual([1, 1, 0]);
  expect(none).toEqual([]);
  expect(await bars()).toEqual([{ channel: "email", reason: "bounced", source: "provider" }]);
});

const written = (id: string, text: string, from = "thandi@example.org", inReplyTo = "") =>
  [
    `From: <${from}>`,
    `Message-ID: <${id}@mail.example>`,
    `In-Reply-To: ${inReplyTo}`,
    "Subject: Re: Your account",
    "",
    text,
    "",
    "> Reply STOP to stop.",
  ].join("\n");

test("what people answer by mail is taken for what it says, once; strangers are left alone", async () => {
  await sql`delete from task`;
  const attempt = await sentMail();

  await read(
    await maildir(
      written("1", "I dispute this"),
      written("1", "I dispute this"),
      written("2", "Buy our watches", "spam@elsewhere.example"),
      written("3", "Who are you?", "another@elsewhere.example", `<${attempt}@acme.example>`),
      written("4", "Stop.", "third@elsewhere.example"),
    ),
  );

  expect(
    await sql`select title, debtor_id is not null as known from task order by known desc, title`,
  ).toEqual([
    { title: "Read: the debtor disputes the debt", known: true },
    { title: "Read what somebody unknown wrote", known: false },
  ]);
  expect(await sql`select state from hold where ended_at is null`).toEqual([
    { state: "reply_unread" },
  ]);
  expect(await bars()).toEqual([{ channel: "email", reason: "opted_out", source: "debtor" }]);
  expect(await sql`select count(*)::int as kept from inbox where provider = 'mailbox'`).toEqual([
    { kept: 3 },
  ]);
});
