import { expect, test } from "vitest";
import { emailAddress } from "./email-address.ts";

test.for<readonly [string, string]>([
  ["thandi@example.org", "thandi@example.org"],
  ["Thandi.M+pay@Mail.Example.ORG", "Thandi.M+pay@mail.example.org"],
  ["o'neil@example.invalid", "o'neil@example.invalid"],
])("%s is an address", ([text, address]) => {
  expect(emailAddress(text)).toBe(address);
});

test.for([
  "thandi@example.org\r\nBcc: all@example.org",
  "thandi@example.org\n",
  "thandi@example",
  "thandi@@example.org",
  "thandi.@example.org",
  ".thandi@example.org",
  "thandi@-example.org",
  "thandi@example..org",
  "thandi@127.0.0.1",
  "thandi@[127.0.0.1]",
  "Thandi <thandi@example.org>",
  "thandi@example.org,sipho@example.org",
  `${"a".repeat(65)}@example.org`,
  `a@${"b".repeat(250)}.org`,
  "",
])("refuses %j", (text) => {
  expect(emailAddress(text)).toBeUndefined();
});
