import { describe, expect, test } from "vitest";
import { HEADER, INVOICES, mappingWith, readInvoices } from "./invoices-fixture.ts";
import { Mapping } from "./mapping.ts";
import { arrearsOn } from "./account-row.ts";

test("reads a row with all that a mapping can name", async () => {
  const mapping = Mapping.parse({
    schema: "fairflow.mapping/1",
    name: "Everything",
    feed: "full",
    file: { delimiter: ";", dates: "D/M/YYYY", decimal: ",", thousands: " " },
    columns: {
      "debtor.reference": "nommer",
      "debtor.first_name": "voornaam",
      "debtor.last_name": "van",
      "debtor.id_number": "id",
      "debtor.phone": "sel",
      "debtor.phone_2": "huis",
      "debtor.email": "epos",
      "debtor.address_line_1": "adres",
      "debtor.city": "stad",
      "debtor.postal_code": "kode",
      "debtor.language": { column: "taal", values: { Afrikaans: "af", Zulu: "zu" } },
      "debtor.preferred_channel": "kanaal",
      "debtor.pay_day": "betaaldag",
      "debtor.tags": "merkers",
      "account.reference": "rekening",
      "account.kind": "soort",
      "account.opened_on": "begin",
      "account.due_date": "verval",
      "account.amount": "bedrag",
      "account.balance": "saldo",
      "account.arrears": "agterstallig",
    },
    custom: {
      shop: { column: "winkel", type: "text", pii: false },
      limit: { column: "limiet", type: "money", pii: false },
      since: { column: "sedert", type: "date", pii: false },
      visits: { column: "besoeke", type: "number", pii: false },
      staff: { column: "personeel", type: "boolean", pii: true },
    },
    constants: {
      "debtor.country": "ZA",
      "debtor.zone": "Africa/Johannesburg",
      "debtor.language": "en",
      "account.currency": "ZAR",
      "account.collector": "third_party",
      "account.portfolio": "Winkels",
    },
    arrears: "stated",
  });
  const header =
    "nommer;voornaam;van;id;sel;huis;epos;adres;stad;kode;taal;kanaal;betaaldag;merkers;rekening;soort;begin;verval;bedrag;saldo;agterstallig;winkel;limiet;sedert;besoeke;personeel";
  const row =
    'K1;Zoë ;van  der\nMerwe;8001015009087;082 123 4567;\'+27 82 123 4567;Zoe@Example.ORG;"Kerkstraat 1";Paarl;7646;Afrikaans;SMS;25;vip, slow;R-77;Instalment;1/3/2024;31/3/2024;R 12 500,00;9 800,5;1 200,00;Paarl Mall;20 000,00;1/1/2019;12,5;ja'.replace(
      "van  der\nMerwe",
      '"van  der\nMerwe"',
    );

  const items = await readInvoices(`${header}\r\n${row}\r\n`, mapping);

  expect(items).toEqual([
    {
      kind: "row",
      line: 2,
      row: {
        debtor: {
          reference: "K1",
          kind: "person",
          firstName: "Zoë",
          lastName: "van der Merwe",
          fullName: undefined,
          company: undefined,
          idNumber: "8001015009087",
          phones: ["+27821234567"],
          email: "Zoe@example.org",
          addressLines: ["Kerkstraat 1"],
          city: "Paarl",
          postalCode: "7646",
          country: "ZA",
          zone: "Africa/Johannesburg",
          language: "af",
          preferredChannel: "sms",
          payDay: 25,
          tags: ["vip", "slow"],
        },
        account: {
          reference: "R-77",
          kind: "instalment",
          openedOn: "2024-03-01",
          dueDate: "2024-03-31",
          currency: "ZAR",
          amountMinor: 1_250_000,
          balanceMinor: 980_050,
          arrears: { kind: "stated", minor: 120_000 },
          debtType: undefined,
          client: undefined,
          portfolio: "Winkels",
          collector: "third_party",
          product: undefined,
          stage: undefined,
          tags: [],
          custom: new Map<string, unknown>([
            ["shop", "Paarl Mall"],
            ["limit", 2_000_000],
            ["since", "2019-01-01"],
            ["visits", 12.5],
            ["staff", true],
          ]),
        },
        raw: expect.objectContaining({ voornaam: "Zoë ", agterstallig: "1 200,00" }),
      },
    },
  ]);
});

test("a row keeps all its cells by column, whatever the columns are called", async () => {
  const [item] = await readInvoices(`${HEADER},__proto__,settled\nC,I,2024-01-31,1,x,2024-02-03\n`);

  expect(item?.kind === "row" && Object.entries(item.row.raw).slice(4)).toEqual([
    ["__proto__", "x"],
    ["settled", "2024-02-03"],
  ]);
});

test("arrears begin the day after the due date", async () => {
  const [item] = await readInvoices(`${HEADER}\nC,I,2024-01-31,12.50\n`);

  expect(
    item?.kind === "row" &&
      (["2024-01-31", "2024-02-01"] as const).map((day) => arrearsOn(item.row.account, day)),
  ).toEqual([0, 1250]);
});

describe("names line, column and reason of a bad row", () => {
  test.for<readonly [target: string, cell: string, reason: string]>([
    [
      "debtor.zone",
      "Africa/Joburg",
      "names a time zone that does not exist; write one such as Africa/Johannesburg",
    ],
    ["debtor.phone", "0821234", "is not a telephone number that can be called"],
    ["debtor.email", '"a@example.org\r\nBcc: b@example.org"', "is not an e-mail address"],
    ["debtor.language", "English", "is not a language tag such as en, af or zu-ZA"],
    ["debtor.country", "South Africa", "is not a country's two letters, such as ZA"],
    [
      "debtor.subdivision",
      "Gauteng",
      "is not a state or province such as US-NY, or a city in it such as US-NY-NYC",
    ],
    ["debtor.kind", "trust", "is none of person, company"],
    ["debtor.preferred_channel", "fax", "is none of sms, email, letter"],
    ["debtor.pay_day", "32", 'is not a day of the month from 1 to 31, or "last"'],
    ["debtor.first_name", "Tha\u0007ndi", "has control characters"],
    ["debtor.first_name", "\u202Eidnaht", "has control characters"],
    ["debtor.first_name", "a".repeat(201), "is longer than 200 characters"],
    ["account.currency", "ZZZ", "is not a currency of ISO 4217, such as ZAR"],
    ["account.opened_on", "2023-02-29", "is a date that does not exist"],
    ["account.opened_on", "29/02/2024", "is not a date written as YYYY-MM-DD"],
    ["account.opened_on", "0204-02-29", "is a date before 1950 or after 2100"],
    ["account.amount", "NaN", "is not an amount in the form that the mapping states"],
    ["account.amount", "Infinity", "is not an amount in the form that the mapping states"],
    ["account.amount", "1.005", "has more decimals than its currency"],
    ["account.amount", "99999999999999.00", "is too large an amount"],
    ["account.arrears", "-5.00", "is negative; arrears are what is overdue, or 0"],
    ["account.collector", "bailiff", "is none of first_party, third_party, debt_buyer, attorney"],
  ])("%s: %j", async ([target, cell, reason]) => {
    const text = `${HEADER},${target}\nC1,I1,2024-01-31,1.00,\nC2,I2,2024-01-31,1.00,${cell}\n`;

    const items = await readInvoices(text, mappingWith(target));

    const value = cell.startsWith('"') ? cell.slice(1, -1) : cell;
    expect(items.map((item) => item.kind)).toEqual(["row", "bad-row"]);
    expect(items[1]).toEqual({
      kind: "bad-row",
      line: 3,
      faults: [{ column: target, reason: `The column "${target}" ${reason}.`, value }],
      cells: ["C2", "I2", "2024-01-31", "1.00", value],
    });
  });

  test("all that is wrong with it at once", async () => {
    const [item] = await readInvoices(`${HEADER}\n,I1,2024-13-01,one\n`);

    expect(
      item?.kind === "bad-row" && item.faults.map((fault) => [fault.column, fault.reason]),
    ).toEqual([
      ["customer", 'The column "customer" is empty.'],
      ["due", 'The column "due" is a date that does not exist.'],
      ["balance", 'The column "balance" is not an amount in the form that the mapping states.'],
    ]);
  });

  test("a row without an amount", async () => {
    const [item] = await readInvoices(`${HEADER}\nC,I1,2024-01-31,\n`);

    expect(item?.kind === "bad-row" && item.faults).toEqual([
      {
        column: "balance",
        reason: 'The column "balance" is empty, so that nothing says how much is owed.',
        value: "",
      },
    ]);
  });

  test("the second row of the same account", async () => {
    const items = await readInvoices(
      `${HEADER}\nC,I1,2024-01-31,1\nC,I2,2024-01-31,1\nC, I1,2024-01-31,2\n`,
    );

    expect(items[2]).toEqual({
      kind: "bad-row",
      line: 4,
      faults: [
        { column: "invoice", reason: "The same account stands on line 2 already.", value: "I1" },
      ],
      cells: ["C", " I1", "2024-01-31", "2"],
    });
  });

  test("a row with too few or too many cells, but not one with empty cells at its end", async () => {
    const items = await readInvoices(
      `${HEADER}\nC,I1,2024-01-31\nC,I2,2024-01-31,1,2\nC,I3,2024-01-31,1,,\n`,
    );

    expect(items.map((item) => (item.kind === "row" ? "row" : item.faults[0].reason))).toEqual([
      "The row has 3 cells, and the file has 4 columns.",
      "The row has 5 cells, and the file has 4 columns.",
      "row",
    ]);
  });

  test("a value that the mapping does not translate", async () => {
    const columns = {
      ...INVOICES.columns,
      "debtor.language": { column: "lang", values: { E: "en" } },
    };

    const [item] = await readInvoices(
      `${HEADER},lang\nC,I1,2024-01-31,1,constructor\n`,
      Mapping.parse({ ...INVOICES, columns }),
    );

    expect(item?.kind === "bad-row" && item.faults[0].reason).toBe(
      'The column "lang" has a value that the mapping does not list.',
    );
  });
});

test("says of a column that is missing which one looks like it", async () => {
  await expect(readInvoices("customer,invoice,DUE,balence\n1,2,3,4\n")).rejects.toMatchObject({
    message:
      'The file lacks columns that the mapping "Invoices" names: "due" (it has "DUE"), "balance" (it has "balence")',
  });
});

test("refuses a file that lacks columns of the mapping", async () => {
  await expect(readInvoices("customer,invoice\n1,2\n")).rejects.toMatchObject({
    name: "RefusedFileError",
    message: 'The file lacks columns that the mapping "Invoices" names: "due", "balance"',
  });
});
