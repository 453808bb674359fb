import type { ArmFigure, Experiment, ExperimentEstimate } from "@fairflow/contract";
import { formatCount, formatMoney } from "../server/format.ts";

interface SaidVerdict {
  readonly tone: "info" | "ok" | "warn";
  readonly title: string;
  readonly text: string;
}

const HARM_WORDS = { complaints: "complaints", "opt-outs": "opt-outs" } as const;

export const ARM_FIGURE_NAMES: Readonly<Record<ArmFigure, string>> = {
  drawn: "People drawn",
  counted: "Counted",
  paid: "Collected",
  complaints: "Complaints",
  "opt-outs": "Opt-outs",
};

/** What may be said of an experiment now, in plain words. */
export function sayVerdict(experiment: Experiment): SaidVerdict {
  const { verdict, harms } = experiment;
  const named = (id: string) => `“${experiment.arms.find((arm) => arm.id === id)?.label ?? id}”`;
  const trouble = harms
    .map(({ arm, than, by }) => ` ${named(arm)} has more ${HARM_WORDS[by]} than ${named(than)}.`)
    .join("");
  switch (verdict.kind) {
    case "too-early":
      return {
        tone: "info",
        title: "Too early to say anything",
        text: `A share still needs ${formatCount(verdict.missing)} people whose days are over.${trouble}`,
      };
    case "no-difference-yet":
      return {
        tone: trouble === "" ? "info" : "warn",
        title: "No difference yet",
        text: `The intervals of what the shares bring still meet. Let it run on: looking does no harm.${trouble}`,
      };
    case "ahead":
      return {
        tone: trouble === "" ? "info" : "warn",
        title: `${named(verdict.arm)} brings more than ${named(verdict.than)}`,
        text: `Whether it brings more than every other share is not known yet.${trouble}`,
      };
    case "winner":
      return {
        tone: "ok",
        title: `${named(verdict.arm)} brings the most`,
        text: `Its intervals lie above those of every other share. The chance that this is a fault is at most 5 %, over all looks together.`,
      };
    case "harms":
      return {
        tone: "warn",
        title: `${named(verdict.arm)} brings the most, and troubles people more`,
        text: `It has more ${verdict.by.map((by) => HARM_WORDS[by]).join(" and ")} than another share: weigh that before you choose it.${trouble}`,
      };
  }
}

/** As in `R 12.40 (R 9.10 to R 15.70)`. */
export function moneyText({ value, interval }: ExperimentEstimate, currency: string): string {
  const money = (minor: number) => formatMoney({ minor: Math.round(minor), currency });
  if (interval === null) return `${money(value)} (too few people for an interval)`;
  return `${money(value)} (${money(interval.low)} to ${money(interval.high)})`;
}

/** As in `+1.2 points (-0.3 to +2.7)`. */
export function pointsText({ value, interval }: ExperimentEstimate): string {
  const points = (share: number) => `${share >= 0 ? "+" : "-"}${Math.abs(share * 100).toFixed(1)}`;
  if (interval === null) return `${points(value)} points (too few for an interval)`;
  return `${points(value)} points (${points(interval.low)} to ${points(interval.high)})`;
}
