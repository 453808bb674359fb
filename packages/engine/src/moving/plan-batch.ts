import { newId, type Transaction } from "@fairflow/db";
import { movePlanner, type MovePlan, type RunToMove } from "@fairflow/interpreter";
import { loadValues } from "../claim-batch.ts";
import type { StoredRun } from "../claim-runs.ts";
import type { DebtorFacts } from "../debtor-facts.ts";
import { interpreterFacts } from "../decide-debtor.ts";
import type { Deciding } from "../deciding.ts";
import type { LawReader } from "../law/law-reader.ts";
import { loadDebtors } from "../load-debtors.ts";
import { loadPortfolios } from "../load-portfolios.ts";
import type { MoveSubject } from "./move-subject.ts";
import { messagesOfRuns, type MessageStanding } from "./runs-in-version.ts";

export interface PlanningDeps {
  readonly law: LawReader;
  readonly onFault: (what: string, id: string, fault: unknown) => void;
}

/** What becomes of one run; `faulty` where that cannot be worked out. */
export interface PlannedRun {
  readonly stored: StoredRun;
  readonly debtor: DebtorFacts;
  readonly plan: MovePlan | { readonly kind: "faulty" };
}

export interface PlannedBatch {
  readonly runs: readonly PlannedRun[];
  readonly deciding: Deciding;
}

/** Plans runs on what is known of them now. Nothing is locked here: whoever moves them holds the locks. */
export async function planBatch(
  deps: PlanningDeps,
  tx: Transaction,
  of: {
    readonly subject: MoveSubject;
    readonly runs: readonly StoredRun[];
    readonly nowMs: number;
  },
): Promise<PlannedBatch> {
  const { subject, runs, nowMs } = of;
  const { from, to, map } = subject;
  const debtorIds = [...new Set(runs.map(({ debtorId }) => debtorId))];
  const [debtors, messages, portfolios, law] = await Promise.all([
    loadDebtors(tx.sql, debtorIds),
    messagesOfRuns(tx.sql, runs),
    loadPortfolios(tx.sql),
    deps.law.newest(tx.sql),
  ]);
  const terms = { law, portfolios };
  const versions = new Map([from, to].map((each) => [each.id, each]));
  // The fields that either version asks about.
  const asking = [from, to].flatMap(({ id: versionId }) =>
    runs.map((run) => ({ ...run, versionId })),
  );
  const values = await loadValues(tx, { runs: asking, debtors, versions, terms, nowMs });
  const onFault = (id: string, fault: unknown) => deps.onFault("move", id, fault);
  const deciding: Deciding = { terms, versions, values, nowMs, newId, onFault };
  const planOf = movePlanner({ from: from.flow, to: to.flow, map });
  return {
    deciding,
    runs: runs.flatMap((stored) => {
      const debtor = debtors.get(stored.debtorId);
      if (debtor === undefined) return [];
      return [{ stored, debtor, plan: planned(deciding, planOf, { stored, debtor, messages }) }];
    }),
  };
}

/** One that cannot be worked out stays where it is; the others are moved. */
function planned(
  deciding: Deciding,
  planOf: (run: RunToMove) => MovePlan,
  of: {
    readonly stored: StoredRun;
    readonly debtor: DebtorFacts;
    readonly messages: ReadonlyMap<string, readonly MessageStanding[]>;
  },
): PlannedRun["plan"] {
  const { stored, debtor, messages } = of;
  try {
    if (stored.unreadable !== null) throw stored.unreadable.fault;
    const { run } = stored;
    const { facts } = interpreterFacts(deciding, debtor, stored);
    const known = messages.get(stored.id) ?? [];
    const stand = run.interrupted ?? run;
    const own = known.find(({ node, visit }) => node === stand.node && visit === stand.visit);
    return planOf({
      run,
      facts,
      nowMs: deciding.nowMs,
      sent: new Set(known.flatMap(({ node, standing }) => (standing === "left" ? [node] : []))),
      message: own?.standing ?? "none",
    });
  } catch (fault) {
    deciding.onFault(stored.id, fault);
    return { kind: "faulty" };
  }
}
