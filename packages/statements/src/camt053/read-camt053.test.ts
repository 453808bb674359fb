import { expect, test } from "vitest";
import { readCamt053 } from "./read-camt053.ts";

const balance = (code: string, amount: string, date: string) =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="ZAR">${amount.replace("-", "")}</Amt>` +
  `<CdtDbtInd>${amount.startsWith("-") ? "DBIT" : "CRDT"}</CdtDbtInd><Dt><Dt>${date}</Dt></Dt></Bal>`;

function document(entries: string, closing: string, version = "02"): string {
  return (
    `<?xml version="1.0"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt>` +
    `<Stmt><Id>S-1</Id><Acct><Id><IBAN>NL80 SNSB 0266 3655 38</IBAN></Id></Acct>\n${balance("OPBD", "100.00", "2013-01-14")}` +
    `${balance("CLBD", closing, "2013-01-15")}\n${entries}</Stmt></BkToCstmrStmt></Document>`
  );
}

const entry = (inside: string, amount = "50.00", direction = "CRDT") =>
  `<Ntry><Amt Ccy="ZAR">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd>${inside}</Ntry>`;
const dates = "<BookgDt><Dt>2013-01-15</Dt></BookgDt><ValDt><Dt>2013-01-14</Dt></ValDt>";

const VERSION_2 = entry(
  `<Sts>BOOK</Sts>${dates}<AcctSvcrRef>B-9</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>E-1</EndToEndId></Refs>
   <RltdPties><Dbtr><Nm>A &amp; B  Tester</Nm></Dbtr><DbtrAcct><Id><Othr><Id>62 0001</Id></Othr></Id></DbtrAcct></RltdPties>
   <RmtInf><Ustrd>for the</Ustrd><Ustrd>invoice</Ustrd><Strd><CdtrRefInf><Ref>RF41740836745</Ref></CdtrRefInf></Strd></RmtInf>
   </TxDtls></NtryDtls>`,
);
const VERSION_8 = VERSION_2.replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>").replace(
  /<Nm>.*<\/Nm>/,
  (name) => `<Pty>${name}</Pty>`,
);

test.for([
  ["02", VERSION_2],
  ["08", VERSION_8],
] as const)("reads a statement of version %s", ([version, entries]) => {
  expect(readCamt053(document(entries, "150.00", version))).toEqual({
    kind: "read",
    badLines: [],
    statements: [
      {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        kind: "bank",
        account: "NL80SNSB0266365538",
        number: "S-1",
        currency: "ZAR",
        opening: { amount: 10_000, date: "2013-01-14" },
        closing: { amount: 15_000, date: "2013-01-15" },
        lines: [
          {
            id: expect.stringMatching(/^[0-9a-f]{32}-1$/),
            kind: "entry",
            valueDate: "2013-01-14",
            bookingDate: "2013-01-15",
            amount: 5000,
            texts: ["RF41740836745", "for the invoice", "E-1"],
            payer: { name: "A & B Tester", account: "620001" },
            bankReference: "B-9",
            deposit: undefined,
            place: { line: 4 },
          },
        ],
      },
    ],
  });
});

test("reads an entry of several payments as one deposit with a line for each", () => {
  const part = (amount: string) =>
    `<TxDtls><AmtDtls><TxAmt><Amt Ccy="ZAR">${amount}</Amt></TxAmt></AmtDtls></TxDtls>`;
  const entries = entry(`${dates}<NtryDtls>${part("20.00")}${part("30.00")}</NtryDtls>`);

  const reading = readCamt053(document(entries, "150.00"));

  if (reading.kind === "refused") throw new Error(reading.reason);
  const lines = reading.statements[0]?.lines ?? [];
  expect(lines.map(({ amount }) => amount)).toEqual([2000, 3000]);
  expect(lines[0]?.deposit).toMatchObject({ amount: 5000, parts: 2 });
  expect(lines[1]?.deposit).toEqual(lines[0]?.deposit);
  expect(readCamt053(document(entries.replace("30.00", "31.00"), "150.00"))).toMatchObject({
    kind: "read",
    badLines: [
      {
        place: { line: 4 },
        reason:
          "The entry is of 50.00 ZAR, but its 2 payments come to 51.00 ZAR: a difference of -1.00 ZAR.",
      },
    ],
  });
});

test.for([
  [
    "a credit that was taken back",
    entry(`<RvslInd>true</RvslInd>${dates}`, "50.00", "DBIT"),
    "50.00",
    -5000,
    "reversal",
  ],
  [
    "a debit that was taken back",
    entry(`<RvslInd>true</RvslInd>${dates}`),
    "150.00",
    5000,
    "reversal",
  ],
  [
    "a debit order that was returned",
    entry(
      `${dates}<NtryDtls><TxDtls><RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf></TxDtls></NtryDtls>`,
      "50.00",
      "DBIT",
    ),
    "50.00",
    -5000,
    "reversal",
  ],
  ["a debit", entry(dates, "150.00", "DBIT"), "-50.00", -15_000, "entry"],
  [
    "dates with a time",
    entry("<BookgDt><DtTm>2013-01-15T23:59:00-08:00</DtTm></BookgDt>"),
    "150.00",
    5000,
    "entry",
  ],
] as const)("reads %s", ([, entries, closing, amount, kind]) => {
  expect(readCamt053(document(entries, closing))).toMatchObject({
    kind: "read",
    statements: [{ lines: [{ amount, kind, bookingDate: "2013-01-15" }] }],
  });
});

test("leaves out what is only announced", () => {
  expect(readCamt053(document(entry(`<Sts>PDNG</Sts>${dates}`), "100.00"))).toMatchObject({
    kind: "read",
    statements: [{ lines: [] }],
  });
});

test("reads elements with a prefix", () => {
  const prefixed = document(VERSION_2, "150.00")
    .replaceAll(/<(\/?)([A-Z])/g, "<$1c:$2")
    .replace("xmlns=", "xmlns:c=");

  expect(readCamt053(prefixed)).toEqual(readCamt053(document(VERSION_2, "150.00")));
});

const BOMB = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;">]>`;

test.for([
  [
    "one that does not add up",
    document(entry(dates), "149.99"),
    expect.stringContaining("a difference of -0.01 ZAR"),
  ],
  [
    "another kind of message",
    document("", "100.00").replace("camt.053", "camt.052"),
    "The file is XML, but no statement of the kind camt.053.",
  ],
  [
    "an entity that reads a file",
    `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`,
    "The file is not well-formed XML.",
  ],
  [
    "entities within entities",
    `${BOMB}<Document>&lol2;</Document>`,
    "The file is not well-formed XML.",
  ],
  [
    "a document type",
    `<!DOCTYPE Document>${document("", "100.00").slice(22)}`,
    "The file declares a document type. No bank statement does.",
  ],
  [
    "200,000 elements within each other",
    "<a>".repeat(200_000),
    "The file nests elements too deeply.",
  ],
  ["NULs", document("\0", "100.00"), "The file is not well-formed XML."],
  ["half a file", document("", "100.00").slice(0, 300), "The file is not well-formed XML."],
  [
    "no balances",
    document("", "100.00").replaceAll("OPBD", "XXXX"),
    "The statement has no opening balance.",
  ],
] as const)("refuses %s", ([, text, reason]) => {
  expect(readCamt053(text)).toMatchObject({ kind: "refused", reason });
});

test.for([
  ["without a date", entry("<Sts>BOOK</Sts>"), "The entry has no date that exists."],
  [
    "in another currency",
    entry(dates).replace("ZAR", "USD"),
    "The entry is in USD, its statement in ZAR.",
  ],
])("reports an entry %s", ([, bad, reason]) => {
  const closing = reason?.includes("USD") ? "100.00" : "150.00";

  expect(readCamt053(document(bad ?? "", closing))).toMatchObject({
    kind: "read",
    badLines: [{ place: { line: 4 }, reason }],
  });
});
