import type { CaseNotice } from "@fairflow/compliance";
import type { NoticeFacts } from "../debtor-facts.ts";

/** What the gate is told of the notices about these accounts. */
export function caseNotices(
  notices: readonly NoticeFacts[],
  accounts: readonly { readonly id: string }[],
): readonly CaseNotice[] {
  return notices.flatMap(({ noticeId, accountIds, dates }) => {
    const { sent, delivered, served } = dates;
    const known = {
      noticeId,
      ...(sent === undefined ? {} : { sent }),
      ...(delivered === undefined ? {} : { delivered }),
      ...(served === undefined ? {} : { served }),
    };
    return accounts
      .filter(({ id }) => accountIds.includes(id))
      .map(({ id }) => ({ ...known, debtId: id }));
  });
}
