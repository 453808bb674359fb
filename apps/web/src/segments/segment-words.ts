import { describeCriteria, type Criteria, type Fields } from "@fairflow/criteria";

/** What a segment asks, as a sentence. */
export function segmentWords(criteria: Criteria, fields: Fields): string {
  if (criteria.kind === "all" && criteria.of.length === 0) return "Every account.";
  return `Accounts where ${describeCriteria(criteria, fields)}.`;
}
