import fc from "fast-check";
import { expect, test } from "vitest";
import { mailAddress } from "./mail-address.ts";

const GOOD = [
  ["thandi@debtor.example", "thandi@debtor.example"],
  ["Thandi.N+accounts@Debtor.Example", "Thandi.N+accounts@debtor.example"],
  ["o'brien@debtor.example", "o'brien@debtor.example"],
  ["thandi@müller.example", "thandi@xn--mller-kva.example"],
  ["thandi@例え.jp", "thandi@xn--r8jz45g.jp"],
  [`${"a".repeat(64)}@debtor.example`, `${"a".repeat(64)}@debtor.example`],
] as const;

test.for(GOOD)("%s is %s", ([written, address]) => {
  expect(mailAddress(written)).toBe(address);
});

const BAD = [
  "",
  "thandi",
  "@debtor.example",
  "thandi@",
  "thandi@localhost",
  "thandi@debtor..example",
  "thandi@-debtor.example",
  "thandi@127.0.0.1",
  "thandi@[127.0.0.1]",
  "thandi@debtor.example.",
  "thandi@debtor.example:25",
  "thandi@debtor.example/x",
  "thandi@debtor.example\\@evil.com",
  "thandi@evil.com#debtor.example",
  "thandi@debtor%2eexample",
  "thandi@debtor.exa\tmple",
  "thandi@debtor.exa\u00ADmple",
  "thandi@debtor.example\n",
  "thandi@debtor.example\r\nBcc: all@evil.com",
  "thandi@debtor.example,all@evil.com",
  "all@evil.com thandi@debtor.example",
  "Thandi <thandi@debtor.example>",
  "<thandi@debtor.example>",
  '"thandi ndlovu"@debtor.example',
  '"all@evil.com"@debtor.example',
  "thändi@debtor.example",
  ".thandi@debtor.example",
  "than..di@debtor.example",
  `${"a".repeat(65)}@debtor.example`,
  `thandi@${"a".repeat(64)}.example`,
  `thandi@${"a.".repeat(130)}example`,
];

test.for(BAD)("%j is no address", (written) => {
  expect(mailAddress(written)).toBeUndefined();
});

test("whatever is taken for an address is one word of ASCII, and its own address", () => {
  const written = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.tuple(fc.string(), fc.string({ unit: "binary" })).map((both) => both.join("@")),
    fc.tuple(fc.emailAddress(), fc.string({ maxLength: 3 })).map((both) => both.join("")),
  );

  fc.assert(
    fc.property(written, (text) => {
      const address = mailAddress(text);
      if (address === undefined) return;
      expect(address).toMatch(/^[!-~]+$/);
      expect(address).not.toMatch(/[<>()[\]\\,;:"\s]/);
      expect(mailAddress(address)).toBe(address);
    }),
    { numRuns: 5_000 },
  );
});
