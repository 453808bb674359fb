import type { ErasureBar as BarView } from "@fairflow/contract";
import type { SweepBar } from "@fairflow/engine";
import { ruleWords } from "../debtors/rule-words.ts";

/** Why somebody is not erased, in a sentence. */
export function barView(bar: SweepBar): BarView {
  if (bar.kind === "law") {
    const { id, words, source } = ruleWords(bar.rule);
    return { kind: bar.kind, words: `${words}.`, until: bar.until, rule: { id, source } };
  }
  const until = bar.kind === "period" ? bar.until : null;
  return { kind: bar.kind, words: wordsOf(bar), until, rule: null };
}

function wordsOf(bar: Exclude<SweepBar, { readonly kind: "law" }>): string {
  switch (bar.kind) {
    case "open-accounts":
      return counted(bar, "An account is still open.", "accounts are still open.");
    case "open-cases":
      return counted(
        bar,
        "A dispute, question or complaint has not been answered.",
        "disputes, questions or complaints have not been answered.",
      );
    case "under-way":
      return "A message is on its way, or nobody knows yet whether it is.";
    case "law-unknown":
      return "Nobody knows how long the law keeps the record: a rule pack or a year of holidays is missing.";
    case "held":
      return counted(bar, "A hold is in place.", "holds are in place.");
    case "tasks":
      return counted(bar, "A task is open.", "tasks are open.");
    case "requests":
      return counted(
        bar,
        "A request about their data is open.",
        "requests about their data are open.",
      );
    case "running":
      return counted(bar, "A flow has not ended for them.", "flows have not ended for them.");
    case "planned":
      return counted(bar, "A message waits to leave.", "messages wait to leave.");
    case "credit":
      return counted(
        bar,
        "An account has a credit balance: money is owed to them.",
        "accounts have a credit balance: money is owed to them.",
      );
    case "period":
      return "The time for which records are kept here is not over.";
  }
}

function counted({ count }: { readonly count: number }, one: string, several: string): string {
  return count === 1 ? one : `${count} ${several}`;
}
