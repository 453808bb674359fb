import { defineNode, type LinkAmount } from "@fairflow/interpreter";
import { z } from "zod";
import { count } from "../in-series.ts";
import { daysLater } from "../wall-clock.ts";
import { wholeNumber } from "../whole-number.ts";

export const PaymentLinkConfig = z.strictObject({
  amount: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("full") }),
    z.strictObject({ kind: z.literal("arrears") }),
    /** What is due next of an arrangement; without one what is overdue. */
    z.strictObject({ kind: z.literal("instalment") }),
    /** The debtor chooses, from this many minor units of the account's currency upwards. */
    z.strictObject({ kind: z.literal("part"), minimumMinor: wholeNumber(1, 1_000_000_000) }),
    /** This share of the balance settles the debt. */
    z.strictObject({ kind: z.literal("settlement"), percent: wholeNumber(1, 99) }),
  ]),
  expiresAfterDays: wholeNumber(1, 365),
  /** Whether the run waits here for the payment, and how long. */
  wait: z.strictObject({ days: wholeNumber(1, 365) }).nullable(),
});
export type PaymentLinkConfig = z.infer<typeof PaymentLinkConfig>;

export const paymentLink = defineNode({
  type: "payment-link",
  title: "Payment link",
  family: "action",
  config: PaymentLinkConfig,
  defaults: { amount: { kind: "arrears" }, expiresAfterDays: 14, wait: null },
  exits: ({ wait }) =>
    wait === null
      ? [{ id: "next", label: "Next" }]
      : [
          { id: "paid", label: "Paid" },
          { id: "part-paid", label: "Paid in part" },
          { id: "not-paid", label: "Not paid" },
        ],
  check: ({ wait, expiresAfterDays }) =>
    wait !== null && wait.days > expiresAfterDays
      ? [
          {
            message: `The link expires after ${count(expiresAfterDays, "day")}, before the wait of ${count(wait.days, "day")} is over`,
            at: ["wait", "days"],
          },
        ]
      : [],
  waits: ({ wait }) => wait !== null,
  whenDisabled: ({ wait }) => ({ kind: "passes", exit: wait === null ? "next" : "not-paid" }),
  sentence: ({ amount, expiresAfterDays, wait }) => {
    const made = `Make a Pay now link for ${sayAmount(amount)}, good for ${count(expiresAfterDays, "day")}`;
    return wait === null ? made : `${made}, and wait ${count(wait.days, "day")} for the payment`;
  },
  execute:
    ({ amount, expiresAfterDays, wait }) =>
    ({ nowMs, zone }) => {
      const link = { amount, expiresMs: daysLater(zone, nowMs, expiresAfterDays) };
      if (wait === null) return { kind: "leave", exit: "next", link };
      return {
        kind: "await",
        exits: { paid: "paid", "part-paid": "part-paid" },
        untilMs: daysLater(zone, nowMs, wait.days),
        timeout: "not-paid",
        link,
      };
    },
});

function sayAmount(amount: LinkAmount): string {
  switch (amount.kind) {
    case "full":
      return "the whole balance";
    case "arrears":
      return "the arrears";
    case "instalment":
      return "the next instalment";
    case "part":
      return `part of the balance, at least ${(amount.minimumMinor / 100).toFixed(2)}`;
    case "settlement":
      return `a settlement of ${amount.percent} % of the balance`;
  }
}
