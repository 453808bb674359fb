import type { RuleDescription } from "@fairflow/compliance";
import type { PortfolioLaw } from "@fairflow/db";
import type { Contact } from "./flow-contacts.ts";

/** Whether a rule says anything of such a contact in a portfolio. */
export function ruleBinds(
  rule: RuleDescription["rule"],
  portfolio: PortfolioLaw,
  { channel, purpose }: Contact,
): boolean {
  const { actors, channels, purposes, subdivisions, recommendedForActors } = rule.appliesTo ?? {};
  if (rule.severity === "info") return false;
  const names = (words: readonly string[] | undefined, word: string) =>
    words === undefined || words.includes(word);
  const inPlace =
    subdivisions === undefined ||
    (portfolio.subdivision !== null &&
      subdivisions.some(
        (place) =>
          portfolio.subdivision === place ||
          portfolio.subdivision?.startsWith(`${place}-`) === true,
      ));
  const bindsActor =
    names(actors, portfolio.collectorKind) ||
    (recommendedForActors ?? []).some((actor) => actor === portfolio.collectorKind);
  return inPlace && bindsActor && names(channels, channel) && names(purposes, purpose);
}
