import { legalLibrary, type RulePack } from "@fairflow/compliance";
import type { DebtorNotice, Endpoints, OutputOf } from "@fairflow/contract";

type Kind = OutputOf<Endpoints["debtorNotices"]>["kinds"][number];

/**
 * The notices that packs speak of: those that they describe, those that a legal step waits for, and those without which
 * contact does not resume after a hold.
 */
export function knownNotices(packs: readonly RulePack[]): ReadonlyMap<string, Kind> {
  const described = legalLibrary(packs).notices.map(
    ({ id, title, channels, days }): [string, Kind] => [
      id,
      { id, title, channels: [...channels], days },
    ],
  );
  const named = packs.flatMap(({ rules: { stepGates = [], holds = [] } }) => [
    ...stepGates.flatMap(({ requires }) =>
      requires.flatMap((need) => (need.kind === "notice_elapsed" ? [need.noticeId] : [])),
    ),
    ...holds.flatMap(({ resumeRequires = [] }) => resumeRequires),
  ]);
  return new Map([
    ...named.map((id): [string, Kind] => [id, { id, title: titleOf(id), channels: [], days: "" }]),
    ...described,
  ]);
}

/** `account_statement_sent` becomes `Account statement sent`. */
export function titleOf(notice: DebtorNotice["notice"]): string {
  const words = notice.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
