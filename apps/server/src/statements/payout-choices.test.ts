import type { LocalDate } from "@fairflow/calendar";
import type { DayOfTakings } from "@fairflow/db";
import { expect, test } from "vitest";
import { payoutChoices, surePayout } from "./payout-choices.ts";

const took = (
  day: LocalDate,
  amount: number,
  gateway = "gateway:payfast",
  provider: string | null = null,
): DayOfTakings => ({
  gateway,
  kind: gateway.split(":")[1] ?? "",
  provider,
  currency: "ZAR",
  day,
  payments: 2,
  amount,
});
const TAKINGS = [
  took("2026-11-16", 100_00),
  took("2026-11-17", 200_00),
  took("2026-11-18", 400_00),
  took("2026-11-18", 290_00, "gateway:ozow"),
];
const line = (amount: number, text = "EFT 12", bookingDate: LocalDate = "2026-11-20") => ({
  amount,
  rest: amount,
  currency: "ZAR",
  bookingDate,
  texts: [text],
});
const spans = (amount: number, text?: string, bookedOn?: LocalDate) =>
  payoutChoices(line(amount, text, bookedOn), TAKINGS).map(
    ({ name, from, until, fee }) => `${name} ${from.slice(8)}-${until.slice(8)} ${fee.minor}`,
  );

test("offers the days whose payments come to the line and a fee, those of a gateway that it names first", () => {
  expect(spans(290_00)).toEqual(["Ozow 18-18 0", "PayFast 16-17 1000"]);
  expect(spans(290_00, "PAYFAST (PTY) LTD PAYOUT 88")).toEqual([
    "PayFast 16-17 1000",
    "Ozow 18-18 0",
  ]);
});

test("offers what was taken in the week before, with the smallest fee, before what is older", () => {
  const many = [
    took("2026-10-20", 300_00),
    took("2026-11-17", 200_00),
    took("2026-11-18", 96_00),
    took("2026-11-19", 20_00),
  ];

  const choices = payoutChoices(line(290_00, "PayFast"), many);

  expect(choices.map(({ from, until }) => `${from.slice(5)} ${until.slice(5)}`)).toEqual([
    "11-17 11-18",
    "11-17 11-19",
    "10-20 10-20",
  ]);
});

test.for([
  ["less than the line", 701_00, "2026-11-20"],
  ["more than a fee beyond it", 80_00, "2026-11-20"],
  ["taken after the bank booked it", 400_00, "2026-11-17"],
] as const)("offers nothing where what was taken is %s", ([, amount, bookedOn]) => {
  expect(spans(amount, "PayFast", bookedOn)).toEqual([]);
});

test("is sure of one run of days of a gateway that is named, and of nothing else", () => {
  expect(surePayout(line(680_00, "Pay-Fast payout"), TAKINGS)).toMatchObject({
    gateway: "gateway:payfast",
    from: "2026-11-16",
    until: "2026-11-18",
    payments: 6,
    gross: { minor: 700_00 },
    fee: { minor: 20_00 },
  });
  expect(surePayout(line(680_00, "a payout"), TAKINGS)).toBeUndefined();
  const twice = [took("2026-11-16", 100_00), took("2026-11-17", 1_00), took("2026-11-18", 2_00)];
  expect(surePayout(line(98_00, "PayFast"), twice)).toBeUndefined();
});

test.for([
  ["PAYFAST PAYOUT 9", undefined],
  ["PAYFAST ACME 9", undefined],
  ["Beacon, by Pay-Fast", "PayFast Beacon"],
] as const)(
  "of two merchants at one gateway is sure only of the one that %j names",
  ([text, name]) => {
    const two = [
      took("2026-11-17", 700_00, "a:payfast", "PayFast Acme"),
      took("2026-11-18", 100_00, "b:payfast", "PayFast Beacon"),
    ];

    // It is Beacon's by its sum; of Acme's a refund may have been kept.
    expect(surePayout(line(98_00, text), two)?.name).toBe(name);
  },
);

test("of a line that is put elsewhere in part nothing is a payout", () => {
  expect(payoutChoices({ ...line(290_00), rest: 100_00 }, TAKINGS)).toEqual([]);
  expect(payoutChoices(line(-290_00), TAKINGS)).toEqual([]);
});
