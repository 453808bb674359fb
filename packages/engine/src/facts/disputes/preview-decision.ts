import { addBusinessDays, type LocalDate } from "@fairflow/calendar";
import type { Transaction } from "@fairflow/db";
import { afterDecision, type AfterDecision, type Decision } from "@fairflow/interpreter";
import type { VersionCache } from "../../load-versions.ts";
import { runOf } from "../../stored-state.ts";
import { calendarOf, portfolioOf } from "../../world.ts";
import { RESUME_AFTER_BUSINESS_DAYS } from "../disputes.ts";
import { termsNow } from "../terms-now.ts";
import { subjectOf, type FactDeps } from "../telling.ts";

/** What a decision would make of one run of the account. */
export interface DecidedRun {
  readonly runId: string;
  readonly flowId: string;
  readonly flowName: string;
  readonly version: number;
  readonly versionId: string;
  /** Where it stands, or stood when the dispute stopped it. */
  readonly at: string | null;
  readonly after: AfterDecision;
}

export interface DecisionPreview {
  readonly runs: readonly DecidedRun[];
  /** No demand before this day, where the debt stands. */
  readonly demandsFrom: LocalDate;
  readonly balance: number;
  readonly balanceAfter: number;
  readonly currency: string;
}

/**
 * What a decision would do, told before it is taken. Nothing is locked and nothing is written: what happens meanwhile may make
 * it another.
 *
 * @throws UnknownSubjectError
 */
export async function previewDecision(
  deps: FactDeps & { readonly versions: VersionCache },
  tx: Transaction,
  of: { readonly accountId: string; readonly decision: Decision; readonly adjustBy: number },
): Promise<DecisionPreview> {
  const { accountId, decision, adjustBy } = of;
  const subject = await subjectOf(deps, tx, accountId);
  const [terms, rows, [account]] = await Promise.all([
    termsNow(deps, tx),
    tx.sql<RunRow[]>`
      select run.id, run.status, run.node_id as "nodeId", run.state, run.flow_id as "flowId", flow.name as "flowName",
        number as version, version_id as "versionId"
      from run join flow on flow.id = run.flow_id join flow_version on flow_version.id = version_id
      where run.shard = shard_of(${subject.debtorId}) and run.debtor_id = ${subject.debtorId}
        and (run.account_id = ${accountId} or run.account_id is null) and run.status <> 'ended'
      order by flow.name, run.id`,
    tx.sql<{ balance: number; tolerance: number }[]>`
      select balance, small_balance_tolerance as tolerance
      from account join portfolio on portfolio.id = portfolio_id where account.id = ${accountId}`,
  ]);
  const portfolio = portfolioOf(terms, subject.portfolioId);
  const balance = account?.balance ?? 0;
  const balanceAfter = balance - adjustBy;
  const settles = adjustBy > 0 && balanceAfter <= (account?.tolerance ?? 0);
  const versions = await deps.versions.load(tx.sql, [
    ...new Set(rows.map(({ versionId }) => versionId)),
  ]);
  return {
    runs: rows.flatMap(({ status, nodeId, state, id: runId, ...row }) => {
      const version = versions.get(row.versionId);
      if (version === undefined) return [];
      const run = runOf({ status, nodeId, state });
      const after = afterDecision(version.flow, run, { decision, settles });
      return [{ ...row, runId, at: run.interrupted?.node ?? run.node, after }];
    }),
    demandsFrom: addBusinessDays(
      calendarOf(terms.law, portfolio),
      subject.today,
      RESUME_AFTER_BUSINESS_DAYS,
    ),
    balance,
    balanceAfter,
    currency: subject.currency,
  };
}

interface RunRow {
  readonly id: string;
  readonly status: string;
  readonly nodeId: string | null;
  readonly state: unknown;
  readonly flowId: string;
  readonly flowName: string;
  readonly version: number;
  readonly versionId: string;
}
