import type { Endpoints, OutputOf } from "@fairflow/contract";
import type { Criteria, Field } from "@fairflow/criteria";
import { countMatching, type Database } from "@fairflow/db";
import { askAccounts } from "./ask-accounts.ts";

/** How many accounts a condition matches now, and who would come and go if it replaced another. */
export async function countSegment(
  database: Database,
  asked: {
    readonly criteria: Criteria;
    readonly insteadOf: Criteria | undefined;
    readonly custom: readonly Field[];
  },
): Promise<OutputOf<Endpoints["countSegment"]>> {
  const { insteadOf } = asked;
  const counts = await askAccounts(database, asked, (tx, question) =>
    countMatching(tx, question, insteadOf),
  );
  const sum = (part: "matching" | "of" | "enter" | "leave") =>
    counts.reduce((whole, count) => whole + count[part], 0);
  return {
    matching: sum("matching"),
    of: sum("of"),
    change: insteadOf === undefined ? null : { enter: sum("enter"), leave: sum("leave") },
  };
}
