import { expect, test } from "vitest";
import { libraryOf } from "./library.ts";
import { noticeProblems } from "./notice-problems.ts";

const library = libraryOf({
  notices: [
    {
      id: "s129",
      title: "Default notice",
      jurisdiction: "ZA",
      channels: ["letter", "visit"],
      proof: "delivered",
      days: "10 business days after it was delivered",
    },
  ],
});

test.for<[Parameters<typeof noticeProblems>[0], readonly string[]]>([
  [{ id: "s129", channel: "letter", proof: "delivered" }, []],
  [{ id: "s129", channel: "letter", proof: "served" }, []],
  [{ id: "s130", channel: "letter", proof: "served" }, ['No rule pack knows the notice "s130"']],
  [
    { id: "s129", channel: "sms", proof: "sent" },
    [
      '"Default notice" may go by letter or visit, not by sms',
      'The days of "Default notice" are counted from when it was delivered: ask for proof of that',
    ],
  ],
])("what speaks against %j", ([notice, problems]) => {
  expect(noticeProblems(notice, library)).toEqual(problems);
});
