import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "./connect.ts";
import {
  generateMasterKey,
  MasterKeyError,
  openKeyring,
  parseMasterKey,
  rewrapKeys,
  rotateDataKey,
} from "./keys.ts";

const database = openDatabase(await testDatabase(), { max: 4 });
afterAll(database.close);

const now = new Date("2026-03-10T08:00:00Z");
const later = new Date("2026-03-10T08:06:00Z");
const master = parseMasterKey(generateMasterKey());
const place = { table: "party", column: "name", row: "row" };
const open = (key = master, at = now) => database.transaction((tx) => openKeyring(tx, [key], at));

test("processes that start at once agree on one set of keys", async () => {
  const [one, other] = await Promise.all([open(), open()]);

  expect(other.decryptText(place, one.encrypt(place, "Thandi"))).toBe("Thandi");
  expect(other.lookup("name", "thandi")).toEqual(one.lookup("name", "thandi"));
  expect(other.linkToken("id", "pay")).toBe(one.linkToken("id", "pay"));
});

test("a new data key is readable before anyone writes with it", async () => {
  const before = await open();
  await database.transaction((tx) => rotateDataKey(tx, master, now));
  const during = await open();
  const after = await open(master, later);

  const early = during.encrypt(place, "early");
  const late = after.encrypt(place, "late");

  expect(before.decryptText(place, early)).toBe("early");
  expect(during.decryptText(place, late)).toBe("late");
  expect(after.decryptText(place, early)).toBe("early");
  expect(() => before.decrypt(place, late)).toThrow(
    expect.objectContaining({ reason: "unknown-key" }),
  );
});

test("the master key can be changed, and the old one thrown away", async () => {
  const sealed = (await open()).encrypt(place, "Thandi");
  const next = parseMasterKey(generateMasterKey());

  await expect(open(next)).rejects.toThrow(MasterKeyError);
  await database.transaction((tx) => rewrapKeys(tx, [next, master]));

  expect((await open(next)).decryptText(place, sealed)).toBe("Thandi");
  await expect(open(master)).rejects.toThrow(master.id);
});

test.for(["", "short", "g".repeat(64), `${"a".repeat(42)}!`])("%j is no master key", (text) => {
  expect(() => parseMasterKey(text)).toThrow(MasterKeyError);
});

test("a master key may be written as base64, base64url or hex", () => {
  const bytes = Buffer.from(generateMasterKey(), "base64url");
  const ids = (["base64", "base64url", "hex"] as const).map(
    (encoding) => parseMasterKey(bytes.toString(encoding)).id,
  );

  expect(new Set(ids).size).toBe(1);
});
