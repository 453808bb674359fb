import { generateMasterKey, openDatabase, openKeyring, parseMasterKey } from "@fairflow/db";
import type { ChannelPort, OutgoingMessage } from "@fairflow/engine";
import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sandboxChannel } from "./sandbox-channel.ts";

const database = openDatabase(await testDatabase(), { max: 2 });
let channel: ChannelPort;
let read: (attemptId: string) => Promise<string | undefined>;

beforeAll(async () => {
  const keyring = await database.transaction((tx) =>
    openKeyring(tx, [parseMasterKey(generateMasterKey())], new Date()),
  );
  channel = sandboxChannel({ database, keyring });
  read = async (attemptId) => {
    const [row] = await database.sql<{ body: Uint8Array | null }[]>`
      select body from sandbox_message where attempt_id = ${attemptId}`;
    const place = { table: "sandbox_message", column: "body", row: attemptId };
    return row?.body == null ? undefined : keyring.decryptText(place, row.body);
  };
});
afterAll(() => database.close());

const mayGo = () => Promise.resolve(true);

function message(attemptId: string): OutgoingMessage {
  return {
    attemptId,
    channel: "sms",
    to: "+27821234567",
    subject: undefined,
    body: "You owe R 500.00.",
    language: "en",
  };
}

test("keeps a message so that it can be read, and takes it once", async () => {
  const id = "01a204ec-6baa-7062-a5be-000000000001";

  const first = await channel.send(message(id), mayGo);
  const second = await channel.send({ ...message(id), body: "Another" }, mayGo);

  expect(first).toEqual({ kind: "accepted", providerId: id });
  expect(second).toEqual(first);
  expect(await read(id)).toBe("You owe R 500.00.");
});

test("writes nothing once the message may not go any more", async () => {
  const id = "01a204ec-6baa-7062-a5be-000000000002";

  const result = await channel.send(message(id), () => Promise.resolve(false));

  expect(result.kind).toBe("retry-later");
  expect(await channel.lookup?.(id)).toEqual({ kind: "not-received" });
});

test("refuses for good what was looked up before it came", async () => {
  const id = "01a204ec-6baa-7062-a5be-000000000003";
  await channel.lookup?.(id);

  const result = await channel.send(message(id), mayGo);

  expect(result).toEqual({ kind: "refused", code: "void" });
  expect(await read(id)).toBeUndefined();
});
