import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readMailReply } from "./read-mail-reply.ts";

const ATTEMPT = "01a204ec-6baa-7062-a5be-000000000013";

const mail = (head: readonly string[], ...body: readonly string[]) =>
  Buffer.from(
    [
      "From: Thandi <thandi@debtor.example>",
      "Message-ID: <1@debtor.example>",
      ...head,
      "",
      ...body,
    ].join("\r\n"),
  );

test("what they wrote is read without what they quote, and says which mail of ours it answers", async () => {
  const source = mail(
    ["Subject: Re: Your account", `In-Reply-To: <${ATTEMPT}@kopano.example>`],
    "This is not my debt.",
    "",
    "On Tue, 24 Nov 2026 at 10:00, Kopano <accounts@kopano.example> wrote:",
    "> Reply STOP to stop.",
  );

  expect(await readMailReply(source)).toEqual({
    messageId: "<1@debtor.example>",
    from: "thandi@debtor.example",
    text: "This is not my debt.",
    attemptId: ATTEMPT,
  });
});

test("the answer to the address that unsubscribes says so by its subject", async () => {
  expect(await readMailReply(mail(["Subject: unsubscribe"], ""))).toMatchObject({
    text: "unsubscribe",
  });
});

test.for([
  ["an answer of a machine", ["Auto-Submitted: auto-replied"]],
  ["a list", ["List-Id: <news.example>"]],
  ["a circular", ["Precedence: bulk"]],
  ["a mail from nobody", ["Return-Path: <>"]],
] as const)("%s is what nobody wrote", async ([, head]) => {
  expect(await readMailReply(mail(head, "STOP"))).toBeUndefined();
});

test("no report of a mail server is taken for words", async () => {
  for (const name of [
    "postfix-no-such-user",
    "out-of-office",
    "gmail-no-such-user",
    "qmail-no-mailbox",
    "complaint-arf",
  ]) {
    const source = await readFile(new URL(`./samples/${name}.eml`, import.meta.url));
    expect([name, await readMailReply(source)]).toEqual([name, undefined]);
  }
});

test("whatever a mailbox holds is read or left", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (source) => {
      const reply = await readMailReply(source);
      expect(reply === undefined || reply.text !== "").toBe(true);
    }),
  );
});
