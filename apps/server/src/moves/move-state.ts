import type { MoveState } from "@fairflow/contract";
import { countMoved, type MoveOutcome, type StoredMove, type Transaction } from "@fairflow/db";
import { z } from "zod";
import { nameOf } from "../sign-in/users.ts";

/** Real time, from when a move was over, or was started where it is not. */
const UNDO_WINDOW_MS = 24 * 3_600_000;

const Expected = z.object({
  totals: z.record(z.string(), z.int()).default({}),
  examined: z.int().default(0),
});

const GONE: ReadonlySet<MoveOutcome> = new Set(["moved", "left", "handed_over", "stayed", "later"]);

/** A move as its screen shows it. */
export async function moveState(
  tx: Transaction,
  move: StoredMove,
  of: {
    readonly names: ReadonlyMap<string, string>;
    readonly userId: string;
    readonly isFourEyesOn: boolean;
  },
): Promise<MoveState> {
  const counts = new Map(
    (await countMoved(tx, move.id)).map((each) => [each.outcome, each] as const),
  );
  const all = [...counts.values()];
  const countOf = (outcome: MoveOutcome) => counts.get(outcome)?.count ?? 0;
  const sum = (count: (each: (typeof all)[number]) => number) =>
    all.reduce((total, each) => total + count(each), 0);
  const expected = Expected.parse(move.expected);
  const looked = sum((each) => (each.outcome === "later" ? 0 : each.count));
  const known = sum((each) => each.count);
  return {
    id: move.id,
    from: move.fromNumber,
    to: move.toNumber,
    reason: move.reason,
    plannedBy: nameOf(of.names, move.plannedBy),
    plannedAtMs: move.plannedAt.getTime(),
    startedBy: move.startedBy === null ? null : nameOf(of.names, move.startedBy),
    startedAtMs: move.startedAt?.getTime() ?? null,
    finishedAtMs: move.finishedAt?.getTime() ?? null,
    status: move.status,
    mayNotStart: whyNotStart(move, of),
    undoUntilMs: undoUntil(move)?.getTime() ?? null,
    expected: expected.totals,
    looked,
    of: isOver(move) ? looked : Math.max(known, expected.examined),
    moved: countOf("moved"),
    left: countOf("left"),
    handedOver: countOf("handed_over"),
    stayed: countOf("stayed"),
    later: countOf("later"),
    cannot: sum((each) => (GONE.has(each.outcome) ? 0 : each.count)),
    undone: sum((each) => each.undone),
    kept: sum((each) => each.kept),
  };
}

/** Why this person may not start a move that somebody has planned; null where they may. */
export function whyNotStart(
  move: StoredMove,
  of: { readonly userId: string; readonly isFourEyesOn: boolean },
): string | null {
  if (move.status !== "planned" || move.plannedBy !== of.userId) return null;
  if (!move.fourEyes && !of.isFourEyesOn) return null;
  return "You have planned this move, so somebody else has to start it.";
}

/** Until when a move can be taken back; undefined where it cannot. */
export function undoUntil({ status, startedAt, finishedAt }: StoredMove): Date | undefined {
  const from = finishedAt ?? startedAt;
  if (from === null || (status !== "done" && status !== "paused")) return undefined;
  return new Date(from.getTime() + UNDO_WINDOW_MS);
}

function isOver({ status }: StoredMove): boolean {
  return status === "done" || status === "undoing" || status === "undone";
}
