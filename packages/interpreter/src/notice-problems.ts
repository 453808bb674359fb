import type { References } from "./define-node.ts";
import type { Library } from "./library.ts";
import type { NoticeProof } from "./run.ts";

/** From what proves least to what proves most. */
const PROOFS: readonly NoticeProof[] = ["sent", "delivered", "served"];

/** What speaks against sending this notice so, as the rule pack that knows it sees it. */
export function noticeProblems(
  { id, channel, proof }: NonNullable<References["notices"]>[number],
  { notices }: Pick<Library, "notices">,
): readonly string[] {
  const notice = notices.get(id);
  if (notice === undefined) return [`No rule pack knows the notice "${id}"`];
  const problems: string[] = [];
  if (!notice.channels.includes(channel)) {
    problems.push(`"${notice.title}" may go by ${notice.channels.join(" or ")}, not by ${channel}`);
  }
  if (PROOFS.indexOf(proof) < PROOFS.indexOf(notice.proof)) {
    problems.push(
      `The days of "${notice.title}" are counted from when it was ${notice.proof}: ask for proof of that`,
    );
  }
  return problems;
}
