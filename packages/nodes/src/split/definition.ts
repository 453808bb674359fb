import { ExitId } from "@fairflow/flow";
import { defineNode, type Outcome } from "@fairflow/interpreter";
import { z } from "zod";
import { ownExitProblems } from "../own-exits.ts";
import { plainText, quoted } from "../plain-text.ts";
import { wholeNumber } from "../whole-number.ts";

const Share = z.strictObject({ id: ExitId, label: plainText(80), percent: wholeNumber(0, 100) });

export const SplitConfig = z.strictObject({ shares: z.array(Share).max(20) });
export type SplitConfig = z.infer<typeof SplitConfig>;

export const split = defineNode({
  type: "split",
  title: "Split",
  family: "decision",
  config: SplitConfig,
  defaults: {
    shares: [
      { id: "champion", label: "Champion", percent: 90 },
      { id: "challenger", label: "Challenger", percent: 10 },
    ],
  },
  exits: ({ shares }) =>
    shares.map(({ id, label, percent }) => ({
      id,
      label: `${label === "" ? id : label} ${percent} %`,
    })),
  check: ({ shares }) => {
    const sum = total(shares);
    return [
      ...ownExitProblems(shares, 2, "shares"),
      ...(sum === 100 ? [] : [`The shares add up to ${sum} %, not 100 %`]),
    ];
  },
  waits: () => false,
  sentence: ({ shares }) =>
    `Divide debtors at random, each for good: ${shares.map(({ id, label, percent }) => `${percent} % ${quoted(label, id)}`).join(", ")}`,
  execute: ({ shares }) => {
    const ways = shares.map(({ id }, index) => {
      const outcome: Outcome = { kind: "leave", exit: id };
      return { below: total(shares.slice(0, index + 1)) / 100, outcome };
    });
    const last: Outcome = { kind: "leave", exit: shares.at(-1)?.id ?? "next" };
    return ({ share }) => {
      const drawn = share();
      return ways.find(({ below }) => drawn < below)?.outcome ?? last;
    };
  },
});

function total(shares: SplitConfig["shares"]): number {
  return shares.reduce((sum, { percent }) => sum + percent, 0);
}
