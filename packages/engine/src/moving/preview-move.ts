import { readClock, type Database, type Transaction } from "@fairflow/db";
import { nextAction, type NextAction, type Obstacle } from "@fairflow/interpreter";
import type { StoredRun } from "../claim-runs.ts";
import { decideDebtor } from "../decide-debtor.ts";
import type { Deciding } from "../deciding.ts";
import { loadContacts } from "../load-contacts.ts";
import { runOf } from "../stored-state.ts";
import type { MoveSubject } from "./move-subject.ts";
import { planBatch, type PlannedRun, type PlanningDeps } from "./plan-batch.ts";
import { runsInVersion, type RunCursor } from "./runs-in-version.ts";

/** What a move would make of somebody. */
export type PreviewKind =
  | "moves"
  | "begins"
  | "stays"
  | "leaves"
  | "hand-over"
  | "undecided"
  | "cannot";

export interface PreviewedRun {
  readonly runId: string;
  readonly debtorId: string;
  readonly accountId: string | null;
  /** Where it stands, or stood when it was interrupted; null where it has not begun. */
  readonly at: string | null;
  readonly kind: PreviewKind;
  readonly why: Obstacle | "faulty" | null;
  readonly before: NextAction;
  /** Null for one that is not moved. As the gate would answer now. */
  readonly after: NextAction | null;
}

export interface Previewed {
  /** By the node at which they stand, or stood: how many come to what. */
  readonly nodes: ReadonlyMap<string, ReadonlyMap<PreviewKind, number>>;
  readonly totals: ReadonlyMap<PreviewKind, number>;
  readonly obstacles: ReadonlyMap<Obstacle | "faulty", number>;
  /** How many were looked at; `isWhole` where that is everybody. */
  readonly examined: number;
  readonly isWhole: boolean;
  readonly people: readonly PreviewedRun[];
  /** The run after which the next page begins. */
  readonly next: RunCursor | null;
}

export interface PreviewPage {
  readonly after: RunCursor;
  readonly size: number;
  /** Of this node only. */
  readonly at?: string | undefined;
  readonly kind?: PreviewKind | undefined;
}

const BATCH = 500;
/** Whoever asks waits for the answer: past this it says how many it has looked at. */
const LONGEST_MS = 8_000;
const BEGINNING: RunCursor = { shard: 0, run: null };

/** What moving people would mean, on what is known now. Nothing is locked and nothing is written. */
export function previewMove(
  deps: PlanningDeps & { readonly database: Database },
  subject: MoveSubject,
  page: PreviewPage,
): Promise<Previewed> {
  return deps.database.transaction(async (tx) => {
    const begun = performance.now();
    const nowMs = (await readClock(tx)).now.getTime();
    const counted = counting();
    const shown: { planned: PlannedRun; deciding: Deciding }[] = [];
    let cursor: RunCursor | null = BEGINNING;
    let last: RunCursor | null = null;
    let hasMore = false;
    while (cursor !== null && performance.now() - begun < LONGEST_MS) {
      const found = await runsInVersion(tx.sql, {
        versionId: subject.from.id,
        after: cursor,
        limit: BATCH,
      });
      cursor = found.next;
      if (found.runs.length === 0) continue;
      const batch = await planBatch(deps, tx, { subject, runs: found.runs, nowMs });
      for (const planned of batch.runs) {
        counted.add(planned);
        if (!isWanted(planned, page)) continue;
        if (shown.length === page.size) {
          hasMore = true;
          continue;
        }
        shown.push({ planned, deciding: batch.deciding });
        last = { shard: planned.stored.shard, run: planned.stored.id };
      }
    }
    return {
      ...counted.result(),
      isWhole: cursor === null,
      people: await Promise.all(shown.map((each) => previewed(tx, subject, each))),
      next: hasMore ? last : null,
    };
  });
}

function isWanted({ stored, plan }: PlannedRun, { after, at, kind }: PreviewPage): boolean {
  const { shard, id } = stored;
  const isPast = shard > after.shard || (shard === after.shard && id > (after.run ?? ""));
  if (!isPast) return false;
  if (at !== undefined && standingOf({ stored, plan }) !== at) return false;
  return kind === undefined || kindOf(plan) === kind;
}

function standingOf({ stored: { run }, plan }: Pick<PlannedRun, "stored" | "plan">): string | null {
  if ("at" in plan) return plan.at;
  return run.interrupted?.node ?? run.node;
}

function kindOf(plan: PlannedRun["plan"]): PreviewKind {
  switch (plan.kind) {
    case "moves":
      return plan.isCarried ? "moves" : "begins";
    case "ends":
      return plan.team === null ? "leaves" : "hand-over";
    case "undecided":
    case "stays":
    case "cannot":
      return plan.kind;
    case "faulty":
      return "cannot";
  }
}

function whyOf(plan: PlannedRun["plan"]): Obstacle | "faulty" | null {
  if (plan.kind === "cannot") return plan.why;
  return plan.kind === "faulty" ? "faulty" : null;
}

function counting() {
  const nodes = new Map<string, Map<PreviewKind, number>>();
  const totals = new Map<PreviewKind, number>();
  const obstacles = new Map<Obstacle | "faulty", number>();
  let examined = 0;
  return {
    add: (planned: PlannedRun) => {
      examined += 1;
      const kind = kindOf(planned.plan);
      const why = whyOf(planned.plan);
      increase(totals, kind);
      if (why !== null) increase(obstacles, why);
      const at = standingOf(planned);
      if (at === null) return;
      const ofNode = nodes.get(at) ?? new Map<PreviewKind, number>();
      nodes.set(at, ofNode);
      increase(ofNode, kind);
    },
    result: () => ({ nodes, totals, obstacles, examined }),
  };
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

async function previewed(
  tx: Transaction,
  subject: MoveSubject,
  { planned, deciding }: { readonly planned: PlannedRun; readonly deciding: Deciding },
): Promise<PreviewedRun> {
  const { stored, plan } = planned;
  return {
    runId: stored.id,
    debtorId: stored.debtorId,
    accountId: stored.accountId,
    at: standingOf(planned),
    kind: kindOf(plan),
    why: whyOf(plan),
    before: nextAction(subject.from.flow, stored.run),
    after: plan.kind === "moves" ? await afterwards(tx, subject, { planned, deciding }) : null,
  };
}

/** Where it would come to rest: what a tick would decide now, the gate asked, and nothing of it saved. */
async function afterwards(
  tx: Transaction,
  { to }: MoveSubject,
  { planned, deciding }: { readonly planned: PlannedRun; readonly deciding: Deciding },
): Promise<NextAction | null> {
  const { stored, debtor, plan } = planned;
  if (plan.kind !== "moves") return null;
  const moved: StoredRun = { ...stored, versionId: to.id, nodeId: plan.run.node, run: plan.run };
  const contacts = (await loadContacts(tx.sql, [debtor.id], deciding.nowMs)).get(debtor.id);
  if (contacts === undefined || plan.run.node === null) return nextAction(to.flow, plan.run);
  const [change] = decideDebtor(deciding, {
    facts: debtor,
    contacts,
    runs: [moved],
    events: [],
    visitsUnderWay: new Map(),
  }).runs;
  if (change === undefined) return nextAction(to.flow, plan.run);
  const state: unknown = JSON.parse(change.state);
  const run = runOf({ status: change.status, nodeId: change.nodeId, state });
  return nextAction(to.flow, run);
}
