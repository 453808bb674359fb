import { appendFile, mkdir, mkdtemp, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readMailReport } from "./read-mail-report.ts";
import { readMaildir } from "./read-maildir.ts";
import { readMbox, type MboxCursor } from "./read-mbox.ts";

const WRITTEN = new Date("2026-11-23T08:00:00Z");
const LATER = new Date("2026-11-23T08:01:00Z");

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "fairflow-mailbox-"));
}

async function mbox(content: string): Promise<string> {
  const path = join(await newFolder(), "bounces");
  await writeFile(path, content);
  await utimes(path, WRITTEN, WRITTEN);
  return path;
}

async function grow(path: string, content: string): Promise<void> {
  await appendFile(path, content);
  await utimes(path, WRITTEN, WRITTEN);
}

async function read(path: string, after?: MboxCursor, now = LATER) {
  const sources: string[] = [];
  let cursor = after;
  for await (const mail of readMbox(path, after, now)) {
    sources.push(Buffer.from(mail.source).toString());
    cursor = mail.cursor;
  }
  return { sources, cursor };
}

const mail = (subject: string, body = "Text") => `Subject: ${subject}\n\n${body}\n\n`;
const entry = (subject: string, body?: string) =>
  `From MAILER-DAEMON Mon Nov 23 10:31:07 2026\n${mail(subject, body)}`;

test("an mbox is read mail by mail, from where it was left", async () => {
  const path = await mbox(entry("1") + entry("2"));

  const first = await read(path);
  await grow(path, entry("3"));
  const second = await read(path, first.cursor);
  const third = await read(path, second.cursor);

  expect(first.sources).toEqual([mail("1"), mail("2")]);
  expect(second.sources).toEqual([mail("3")]);
  expect(third).toEqual({ sources: [], cursor: second.cursor });
});

test("each mail's cursor goes on with the next one", async () => {
  const path = await mbox(entry("1") + entry("2") + entry("3"));

  for await (const { cursor } of readMbox(path, undefined, LATER)) {
    expect((await read(path, cursor)).sources).toEqual([mail("2"), mail("3")]);
    break;
  }
});

test("only a line after an empty one divides mails, and escaped ones are as they were", async () => {
  const body = "Said\nFrom here on\n\n>From the start\n\n>>From twice\n>not so";
  const path = await mbox(entry("1", body) + entry("2"));

  const { sources } = await read(path);

  const plain = "Said\nFrom here on\n\nFrom the start\n\n>From twice\n>not so";
  expect(sources).toEqual([mail("1", plain), mail("2")]);
});

test("the last mail waits until nothing has come for a while", async () => {
  const path = await mbox(`${entry("1")}From MAILER-DAEMON Mon Nov 23\nSubject: 2\n\nHal`);

  const early = await read(path, undefined, new Date(WRITTEN.getTime() + 9_999));
  await grow(path, "f a mail\n\n");
  const whole = await read(path, early.cursor);

  expect(early.sources).toEqual([mail("1")]);
  expect(whole.sources).toEqual([mail("2", "Half a mail")]);
});

test("a file that was emptied or exchanged is read from its beginning", async () => {
  const path = await mbox(entry("1") + entry("2"));
  const { cursor } = await read(path);

  await writeFile(path, entry("3"));
  await utimes(path, WRITTEN, WRITTEN);
  const emptied = await read(path, cursor);
  await writeFile(path, entry("4") + entry("5") + entry("6"));
  await utimes(path, WRITTEN, WRITTEN);
  const exchanged = await read(path, cursor);

  expect(emptied.sources).toEqual([mail("3")]);
  expect(exchanged.sources).toEqual([mail("4"), mail("5"), mail("6")]);
});

test("a line of 40 MB costs no more than the beginning of a mail", async () => {
  const path = await mbox(`${entry("1", "x".repeat(40_000_000))}${entry("2")}`);

  const { sources } = await read(path);

  expect(sources[0]?.length).toBeLessThan(600_000);
  expect(sources[1]).toBe(mail("2"));
});

test("reports are read out of an mbox, with line ends of either kind", async () => {
  const samples = await Promise.all(
    ["postfix-no-such-user", "qmail-no-mailbox", "complaint-arf"].map((name) =>
      readFile(new URL(`samples/${name}.eml`, import.meta.url), "utf8"),
    ),
  );
  const text = samples.map((each) => `From MAILER-DAEMON Mon Nov 23\n${each}\n`).join("");

  for (const content of [text, text.replaceAll("\n", "\r\n")]) {
    const { sources } = await read(await mbox(content));
    const reports = await Promise.all(sources.map((each) => readMailReport(Buffer.from(each))));
    expect(reports.map(({ kind }) => kind)).toEqual(["delivery", "delivery", "complaint"]);
  }
});

test("a Maildir gives its new mails, and again those that were not settled", async () => {
  const folder = await newFolder();
  for (const name of ["new", "cur", "tmp"]) await mkdir(join(folder, name));
  for (const name of ["1795426267.M1P2.mx", "1795426268.M1P2.mx", "1795426269.M1P2.mx"]) {
    await writeFile(join(folder, "new", name), mail(name));
  }
  await writeFile(join(folder, "tmp", "1795426270.M1P2.mx"), "Subject: Hal");

  const first: string[] = [];
  for await (const { source, settle } of readMaildir(folder)) {
    first.push(Buffer.from(source).toString());
    if (first.length < 3) await settle();
  }
  const again: string[] = [];
  for await (const { source } of readMaildir(folder)) again.push(Buffer.from(source).toString());

  expect(first).toHaveLength(3);
  expect(again).toEqual([mail("1795426269.M1P2.mx")]);
  expect(await readdir(join(folder, "cur"))).toEqual([
    "1795426267.M1P2.mx:2,S",
    "1795426268.M1P2.mx:2,S",
  ]);
});
