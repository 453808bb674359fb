import { expect, test } from "vitest";
import { failureWords } from "./failure-words.ts";

test.for([
  ["no-address", "There is no address on file that it could go to"],
  ["30003", "The phone was off or out of reach (30003)"],
  ["21610", "The person has told this sender to stop (21610)"],
  ["63999", "The provider refused it (63999)"],
  ["smtp-5.1.1", "There is no such mailbox (5.1.1)"],
  ["smtp-550-5.1.10", "There is no such mailbox (550-5.1.10)"],
  ["smtp-452-4.2.2", "The mailbox is full (452-4.2.2)"],
  ["smtp-5.7.26", "The mail server turned it away as unwanted (5.7.26)"],
  ["smtp-554", "The mail server refused it (554)"],
  ["sign-in-smtp-535", "The mail server refused it (535)"],
  ["timeout-before-data", "The mail server did not answer (timeout before data)"],
  ["http-404", "The provider answered 404"],
  ["missing-brand.registration", "Its text needs what is not known: Registration number"],
  ["missing-custom.branch", "Its text needs what is not known: branch"],
  ["NUMBER_BLOCKED", "NUMBER_BLOCKED"],
  ["constructor", "constructor"],
] as const)("%s: %s", ([code, words]) => {
  expect(failureWords(code, "sms")).toBe(words);
});

test("a word means a reason of the post for letters alone", () => {
  expect(["letter", "sms"].map((channel) => failureWords("unknown", channel))).toEqual([
    "It came back: the person is not known there",
    "unknown",
  ]);
});
