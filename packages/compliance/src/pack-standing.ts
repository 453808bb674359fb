import { addDays, type LocalDate } from "@fairflow/calendar";
import type { RulePack } from "./rule-pack.ts";
import { longDate } from "./words/date-words.ts";
import { paragraph } from "./words/list-words.ts";

/** How a pack stands on a day. A stale one is in force: the law may have changed since somebody looked. */
export interface PackStanding {
  readonly kind: "in_force" | "not_yet" | "stale" | "expired";
  /** Counsel has not read it, whoever activated it here. */
  readonly isDraft: boolean;
  readonly sentence: string;
}

export function packStanding(pack: RulePack, today: LocalDate): PackStanding {
  const isDraft = pack.status === "draft";
  const kind = kindOf(pack, today);
  return {
    kind,
    isDraft,
    sentence: paragraph([
      SENTENCES[kind](pack),
      isDraft ? "It is a draft: counsel has not read it" : undefined,
      pack.status === "retired" ? "It is retired: a newer version takes its place" : undefined,
    ]),
  };
}

function kindOf(
  { effective, reviewBy }: Pick<RulePack, "effective" | "reviewBy">,
  today: LocalDate,
): PackStanding["kind"] {
  if (today < effective.from) return "not_yet";
  if (effective.to && today >= effective.to) return "expired";
  return today > reviewBy ? "stale" : "in_force";
}

const SENTENCES = {
  in_force: (pack) =>
    `In force; reviewed on ${longDate(pack.reviewedAt)}, to be reviewed again by ${longDate(pack.reviewBy)}`,
  not_yet: (pack) => `Not in force before ${longDate(pack.effective.from)}`,
  stale: (pack) =>
    `Stale: it was to be reviewed again by ${longDate(pack.reviewBy)} and was last reviewed on ${longDate(pack.reviewedAt)}`,
  expired: (pack) =>
    pack.effective.to
      ? `Out of force since ${longDate(addDays(pack.effective.to, -1))} ended`
      : "Out of force",
} as const satisfies Record<PackStanding["kind"], (pack: RulePack) => string>;
