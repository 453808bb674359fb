import type { Endpoints, OutputOf } from "@fairflow/contract";
import type { Criteria, Field } from "@fairflow/criteria";
import { countMatching, countOverlaps, type Database } from "@fairflow/db";
import type { Segment } from "@fairflow/interpreter";
import { askAccounts } from "./ask-accounts.ts";

/** How many of those who match a condition are in each of the segments too. */
export async function overlapSegments(
  database: Database,
  asked: { readonly criteria: Criteria; readonly custom: readonly Field[] },
  segments: readonly Segment[],
): Promise<OutputOf<Endpoints["overlapSegments"]>> {
  const answers = await askAccounts(database, asked, async (tx, question) => ({
    matching: (await countMatching(tx, question)).matching,
    both: await countOverlaps(
      tx,
      question,
      segments.map(({ criteria }) => criteria),
    ),
  }));
  const overlaps = segments.map(({ id, name }, index) => ({
    id,
    name,
    both: answers.reduce((sum, { both }) => sum + (both[index] ?? 0), 0),
  }));
  return {
    matching: answers.reduce((sum, { matching }) => sum + matching, 0),
    overlaps: overlaps
      .filter(({ both }) => both > 0)
      .toSorted((one, other) => other.both - one.both || one.name.localeCompare(other.name)),
  };
}
