import { randomBytes } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { DecryptionError, keyringOf } from "./encryption.ts";

const keys = {
  data: new Map([
    [1, randomBytes(32)],
    [700, randomBytes(32)],
  ]),
  current: 700,
  lookup: randomBytes(32),
  link: randomBytes(32),
};
const keyring = keyringOf(keys);
const place = { table: "party", column: "name", row: "0198c0de-0000-7000-8000-000000000001" };

test("what was encrypted is read again, whatever it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(keyring.decryptText(place, keyring.encrypt(place, text))).toBe(text.toWellFormed());
    }),
  );
});

test("the same text is never the same bytes twice", () => {
  expect(keyring.encrypt(place, "Thandi")).not.toEqual(keyring.encrypt(place, "Thandi"));
});

test.for([
  ["another row", { ...place, row: "0198c0de-0000-7000-8000-000000000002" }],
  ["another column", { ...place, column: "given_name" }],
  ["another table", { ...place, table: "address" }],
] as const)("a value moved to %s is refused", ([, elsewhere]) => {
  const sealed = keyring.encrypt(place, "Thandi");

  expect(() => keyring.decrypt(elsewhere, sealed)).toThrow(DecryptionError);
});

test("no bit can be flipped, nor a byte be missing", () => {
  const sealed = keyring.encrypt(place, "Thandi");
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const flipped = Buffer.from(sealed);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => keyring.decrypt(place, flipped)).toThrow(DecryptionError);
  }
  for (let length = 0; length < sealed.length; length += 1) {
    expect(() => keyring.decrypt(place, sealed.subarray(0, length))).toThrow(DecryptionError);
  }
});

test("an earlier key still reads what it wrote, and a missing one says so", () => {
  const earlier = keyringOf({ ...keys, current: 1 });
  const sealed = earlier.encrypt(place, "Thandi");
  const without = keyringOf({
    ...keys,
    data: new Map([...keys.data].filter(([id]) => id === 700)),
  });

  expect(keyring.decryptText(place, sealed)).toBe("Thandi");
  expect(() => without.decrypt(place, sealed)).toThrow(
    expect.objectContaining({ reason: "unknown-key" }),
  );
});

test("equal values of two kinds have two digests", () => {
  expect(keyring.lookup("name", "anna")).toEqual(keyring.lookup("name", "anna"));
  expect(keyring.lookup("name", "anna")).not.toEqual(keyring.lookup("reference", "anna"));
  expect(keyring.lookup("name", "anna")).toHaveLength(32);
});

test("a link's token can be made again, for its purpose alone", () => {
  const token = keyring.linkToken(place.row, "pay");

  expect(keyring.linkToken(place.row, "pay")).toBe(token);
  expect(keyring.linkToken(place.row, "dispute")).not.toBe(token);
  expect(Buffer.from(token, "base64url")).toHaveLength(16);
});
