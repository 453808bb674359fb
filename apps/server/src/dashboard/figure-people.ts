import type { DashboardScope, FigureId, PersonBehind } from "@fairflow/contract";
import {
  attemptsBehind,
  curedBehind,
  debtorNames,
  disputesBehind,
  goalsBehind,
  holdsBehind,
  keptBackBehind,
  moneyBehind,
  promisesBehind,
  type Behind,
  type BehindQuestion,
  type Transaction,
} from "@fairflow/db";
import type { Role } from "@fairflow/contract";
import type { AppDeps } from "../app-deps.ts";
import { maskedName, seesPeople } from "../debtors/masking.ts";
import { ruleNamer } from "../figures/stay.ts";
import { withPatience } from "../segments/with-patience.ts";
import { askedScope } from "./scope.ts";

const SHOWN = 50;

interface Asked extends DashboardScope {
  readonly detail?: string | undefined;
  readonly cursor?: string | undefined;
}

/** Who is behind a figure, a page at a time, the newest first. */
export async function figurePeople(
  deps: Pick<AppDeps, "database" | "facts" | "keys">,
  { id, asked, role }: { readonly id: FigureId; readonly asked: Asked; readonly role: Role },
) {
  const { database } = deps;
  const { days, scope } = await askedScope(deps, asked);
  const question = {
    ...days,
    scope,
    detail: asked.detail,
    cursor: asked.cursor,
    limit: SHOWN + 1,
  };
  const found = await withPatience(database, (tx) => peopleBehind(tx, id, question));
  const shown = found.slice(0, SHOWN);
  const [names, named] = await Promise.all([
    debtorNames(database, deps.keys(), [...new Set(shown.map(({ debtorId }) => debtorId))]),
    ruleNamer(database),
  ]);
  return {
    people: shown.map(({ debtorId, at, amount, currency, ...row }): PersonBehind => {
      const name = names.get(debtorId) ?? "";
      return {
        id: row.id,
        debtorId,
        label: seesPeople(role) ? name : maskedName(name),
        atMs: at?.getTime() ?? null,
        day: row.day,
        detail: id === "kept_back" ? named(row.detail).title : row.detail,
        amount: amount === null || currency === null ? null : { minor: amount, currency },
        attemptId: row.attemptId,
      };
    }),
    next: found.length > SHOWN ? (shown.at(-1)?.id ?? null) : null,
    rule: id === "kept_back" && asked.detail !== undefined ? named(asked.detail) : null,
  };
}

function peopleBehind(
  tx: Transaction,
  id: FigureId,
  question: BehindQuestion,
): Promise<readonly Behind[]> {
  switch (id) {
    case "collected":
    case "days_to_stop":
      return moneyBehind(tx, id, question);
    case "promised":
      return promisesBehind(tx, question);
    case "cure_rate":
      return curedBehind(tx, question);
    case "attempts":
    case "contacts":
    case "right_party":
    case "balance_age":
      return attemptsBehind(tx, id, question);
    case "sms":
    case "email":
      return attemptsBehind(tx, "attempts", { ...inPortfolio(question), detail: id });
    case "letters":
      return attemptsBehind(tx, "attempts", { ...inPortfolio(question), detail: "letter" });
    case "cost":
      return attemptsBehind(tx, "cost", { ...inPortfolio(question), detail: undefined });
    case "conversion":
      return goalsBehind(tx, question);
    case "kept_back":
      return keptBackBehind(tx, question);
    case "held":
      return holdsBehind(tx, question);
    case "disputes":
      return disputesBehind(tx, question);
  }
}

/** Where the parts of a figure are portfolios, one of them is a narrower scope. */
function inPortfolio({ detail, scope, ...question }: BehindQuestion): BehindQuestion {
  if (detail === undefined) return { ...question, scope };
  const isWithin = scope.portfolioIds?.includes(detail) ?? true;
  return { ...question, scope: { portfolioIds: isWithin ? [detail] : [] } };
}
