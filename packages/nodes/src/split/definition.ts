import { ExitId } from "@fairflow/flow";
import { defineNode, type Outcome } from "@fairflow/interpreter";
import { z } from "zod";
import { ownExitProblems } from "../own-exits.ts";
import { plainText, quoted } from "../plain-text.ts";
import { wholeNumber } from "../whole-number.ts";

const Share = z.strictObject({
  id: ExitId,
  label: plainText(80),
  percent: wholeNumber(0, 100),
  /** Nobody of it is sent anything, so that it shows what happens by itself. */
  holdOut: z.boolean().optional(),
});

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
    shares.map(({ id, label, percent, holdOut }) => ({
      id,
      label: `${label === "" ? id : label} ${percent} %`,
      ...(holdOut === true ? { holdOut } : {}),
    })),
  check: ({ shares }) => {
    const sum = total(shares);
    return [
      ...ownExitProblems(shares, 2, "shares"),
      ...(shares.filter(({ holdOut }) => holdOut === true).length > 1
        ? ["One share at most is the hold-out"]
        : []),
      ...(sum === 100 ? [] : [`The shares add up to ${sum} %, not 100 %`]),
    ];
  },
  waits: () => false,
  sentence: ({ shares }) =>
    `Divide debtors at random, each for good: ${shares.map(({ id, label, percent, holdOut }) => `${percent} % ${quoted(label, id)}${holdOut === true ? ", who are sent nothing" : ""}`).join(", ")}`,
  execute: ({ shares }) => {
    const ways = shares.map((share, index) => ({
      below: total(shares.slice(0, index + 1)) / 100,
      outcome: drawn(share),
    }));
    const last = ways.at(-1)?.outcome ?? { kind: "leave", exit: "next" };
    return ({ share }) => {
      const number = share();
      return ways.find(({ below }) => number < below)?.outcome ?? last;
    };
  },
});

function drawn({ id, holdOut }: z.infer<typeof Share>): Outcome {
  return { kind: "leave", exit: id, arm: { holdOut: holdOut === true } };
}

function total(shares: SplitConfig["shares"]): number {
  return shares.reduce((sum, { percent }) => sum + percent, 0);
}
