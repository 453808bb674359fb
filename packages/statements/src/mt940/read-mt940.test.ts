import { expect, test } from "vitest";
import type { Payer } from "../statement.ts";
import { readMt940 } from "./read-mt940.ts";

const NOBODY = { name: undefined, account: undefined };

function statement(
  entries: readonly string[],
  closing: string,
  opening = "C121231ZAR1000,00",
): string {
  return [
    ":20:REF1",
    ":25:4075 123456",
    ":28C:7/1",
    `:60F:${opening}`,
    ...entries,
    `:62F:${closing}`,
    "-",
    "",
  ].join("\n");
}

function linesOf(text: string) {
  const reading = readMt940(text);
  if (reading.kind === "refused") throw new Error(reading.reason);
  return reading.statements.flatMap(({ lines }) => lines);
}

test("reads a statement with its balances and entries", () => {
  const text = statement(
    [
      ":61:1301150116CR150,50NTRF0000123456//BANK-1",
      ":86:Payment RF41 7408 3674 5",
      ":61:130116D20,NCHGNONREF",
      ":86:Fee",
    ],
    "C130116ZAR1130,50",
  );

  const reading = readMt940(text);

  expect(reading).toEqual({
    kind: "read",
    badLines: [],
    statements: [
      {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        kind: "bank",
        account: "4075123456",
        number: "7",
        currency: "ZAR",
        opening: { amount: 100_000, date: "2012-12-31" },
        closing: { amount: 113_050, date: "2013-01-16" },
        lines: [
          {
            id: expect.stringMatching(/^[0-9a-f]{32}-1$/),
            kind: "entry",
            valueDate: "2013-01-15",
            bookingDate: "2013-01-16",
            amount: 15_050,
            texts: ["Payment RF41 7408 3674 5", "0000123456"],
            payer: NOBODY,
            bankReference: "BANK-1",
            deposit: undefined,
            place: { line: 5 },
          },
          {
            id: expect.stringMatching(/^[0-9a-f]{32}-1$/),
            kind: "entry",
            valueDate: "2013-01-16",
            bookingDate: "2013-01-16",
            amount: -2000,
            texts: ["Fee"],
            payer: NOBODY,
            bankReference: undefined,
            deposit: undefined,
            place: { line: 7 },
          },
        ],
      },
    ],
  });
});

test("reads an entry whose kind of transaction has but three characters", () => {
  const text = statement([":61:130115C5,00NOV NONREF", ":86:one"], "C130115ZAR1005,00");

  expect(linesOf(text)).toMatchObject([{ amount: 500, texts: ["one"] }]);
});

test.for([
  ["C", "TRF", 10_000, "entry"],
  ["CR", "TRF", 10_000, "entry"],
  ["D", "TRF", -10_000, "entry"],
  ["D", "RTI", -10_000, "reversal"],
  ["C", "RTI", 10_000, "entry"],
  ["RC", "TRF", -10_000, "reversal"],
  ["RCR", "TRF", -10_000, "reversal"],
  ["RD", "TRF", 10_000, "reversal"],
] as const)("an entry marked %s of type %s moves %d cents", ([mark, type, amount, kind]) => {
  const text = statement(
    [`:61:130115${mark}100,00N${type}NONREF`],
    `C130115ZAR${1000 + amount / 100},00`,
  );

  expect(linesOf(text)).toMatchObject([{ amount, kind }]);
});

test.for<[string, string, string]>([
  ["1301020102", "2013-01-02", "2013-01-02"],
  ["1212311002", "2012-12-31", "2012-10-02"],
  ["1212310102", "2012-12-31", "2013-01-02"],
  ["1301021231", "2013-01-02", "2012-12-31"],
  ["130102", "2013-01-02", "2013-01-02"],
  ["9912310103", "1999-12-31", "2000-01-03"],
])("an entry of %s counts from %s and was booked on %s", ([dates, valueDate, bookingDate]) => {
  const text = statement([`:61:${dates}C1,NTRFNONREF`], "C130116ZAR1001,00");

  expect(linesOf(text)).toMatchObject([{ valueDate, bookingDate }]);
});

test.for<[string, string]>([
  ["line feeds", "\n"],
  ["carriage returns and line feeds", "\r\n"],
  ["carriage returns", "\r"],
])("reads lines ended by %s alike", ([, end]) => {
  const text = statement([":61:130115C5,NTRFNONREF", ":86:one", "two"], "C130115ZAR1005,00");

  expect(readMt940(text.replaceAll("\n", end))).toEqual(readMt940(text));
});

test("reads a file in SWIFT's envelope, and one with a bank's own lines before it", () => {
  const text = statement([":61:130115C5,NTRFNONREF"], "C130115ZAR1005,00");
  const enveloped = `{1:F01ABSAZAJJAXXX}{2:I940X}{4:\r\n${text.slice(0, -2)}-}\r\n`;

  expect(linesOf(enveloped)).toMatchObject([{ amount: 500 }]);
  expect(linesOf(`ABSAZAJJ\n940\n${text}`)).toMatchObject([{ amount: 500 }]);
});

test.for<[string, readonly string[], readonly string[], Payer]>([
  [
    "numbered subfields",
    [":86:166?00CREDIT?20RF41 7408 3674 5 and some mor?21e of it?31 62 000 1?32A TEST?33ER"],
    ["RF41 7408 3674 5 and some more of it", "CREDIT"],
    { name: "A TESTER", account: "620001" },
  ],
  [
    "coded subfields",
    [":86:/EREF/E-77//CNTP/NL80SNSB0266365538/SNSBNL2A/A Tester///REMI/USTD//RF41740836745/"],
    ["RF41740836745", "E-77"],
    { name: "A Tester", account: "NL80SNSB0266365538" },
  ],
  [
    "a structured reference",
    [":86:/NAME/A Tester/REMI/STRD/CUR/RF41740836745/"],
    ["RF41740836745"],
    { name: "A Tester", account: undefined },
  ],
])("reads field 86 with %s", ([, lines, texts, payer]) => {
  const text = statement([":61:130115C5,NTRFNONREF", ...lines], "C130115ZAR1005,00");

  expect(linesOf(text)).toMatchObject([{ texts, payer }]);
});

test("puts pages together that carry their balance forward", () => {
  const pages = [
    ":20:A\n:25:1\n:28C:9/1\n:60F:C130101ZAR0,\n:61:130101C5,NTRFNONREF\n:62M:C130101ZAR5,\n-",
    ":20:A\n:25:1\n:28C:9/2\n:60M:C130101ZAR5,\n:61:130101C6,NTRFNONREF\n:62M:C130101ZAR11,\n-",
    ":20:A\n:25:1\n:28C:9/3\n:60M:C130101ZAR11,\n:61:130101D1,NTRFNONREF\n:62F:C130101ZAR10,\n-",
  ];

  const reading = readMt940(pages.join("\n"));

  expect(reading).toMatchObject({
    kind: "read",
    statements: [{ opening: { amount: 0 }, closing: { amount: 1000 }, lines: { length: 3 } }],
  });
  expect(readMt940([pages[0], pages[2]].join("\n"))).toMatchObject({
    kind: "refused",
    reason:
      "A page is missing: one ends with 5.00 ZAR and the next begins with 11.00 ZAR, a difference of 6.00 ZAR.",
  });
});

test("refuses a statement that does not add up, and names the difference", () => {
  const text = statement([":61:130115C5,NTRFNONREF"], "C130115ZAR1007,25");

  expect(readMt940(text)).toEqual({
    kind: "refused",
    reason:
      "The statement does not add up: it opens with 1000.00 ZAR, its lines come to 5.00 ZAR, that makes 1005.00 ZAR, " +
      "but it closes with 1007.25 ZAR: a difference of 2.25 ZAR.",
    place: { line: 1 },
    badLines: [],
  });
});

test("reports an entry with a date that does not exist, and counts its amount", () => {
  const text = statement(
    [":61:130230C5,NTRFNONREF", ":61:130115C1,NTRFNONREF"],
    "C130115ZAR1006,00",
  );

  expect(readMt940(text)).toMatchObject({
    kind: "read",
    badLines: [{ place: { line: 5 }, reason: "The entry has a value date that does not exist." }],
    statements: [{ lines: [{ amount: 100 }] }],
  });
});

test("refuses a file with an entry whose amount cannot be read, and says where it stands", () => {
  const text = statement([":61:130115C5,125NTRFNONREF"], "C130115ZAR1005,12");

  expect(readMt940(text)).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("a difference of 5.12 ZAR. 1 of its lines have no amount"),
    badLines: [
      { place: { line: 5 }, reason: "The entry has an amount that has more decimals than ZAR." },
    ],
  });
});

test.for<[string, string]>([
  ["", "There is no statement in the file."],
  [":20:A\n:25:1\n:60F:C130101ZAR0,\n-", "The statement has no field 62F."],
  [
    ":20:A\n:25:1\n:60F:C130101XXX0,\n:62F:C130101XXX0,\n-",
    "The balance in field 60F is in a currency that ISO 4217 does not have.",
  ],
  [
    ":20:A\n:25:1\n:60F:C130101ZAR0,\n:62F:C130101USD0,\n-",
    "The statement opens in ZAR and closes in USD.",
  ],
  [":20:A\n:25:1\n:60F:C130101ZAR0,\n:62F:nothing\n-", "The balance in field 62F cannot be read."],
])("refuses %j", ([text, reason]) => {
  expect(readMt940(text)).toMatchObject({ kind: "refused", reason });
});
