import type { NodeId } from "@fairflow/flow";
import type { CompiledFlow } from "../compile.ts";
import { wakeAtMs, type Run } from "../run.ts";

/** What a run does next, and when: for people who compare two versions. */
export interface NextAction {
  /** Where it stands; null where it has ended or not begun. */
  readonly node: NodeId | null;
  readonly kind:
    | "begins"
    | "waits"
    | "listens"
    | "asks-again"
    | "message-under-way"
    | "notice"
    | "dispute"
    | "held"
    | "parked"
    | "ended";
  /** When it goes on by itself; null where only an event can move it. */
  readonly atMs: number | null;
  /** To which node it goes then; null where it ends, or stays. */
  readonly next: NodeId | null;
  /** The holds that keep it, or how it ended. */
  readonly because: string | null;
}

export function nextAction(flow: CompiledFlow, run: Run): NextAction {
  const at = { node: run.node, atMs: wakeAtMs(run), next: null, because: null };
  if (run.status === "ended") {
    return { ...at, kind: "ended", atMs: null, because: run.ended?.reason ?? null };
  }
  if (run.status === "parked") return { ...at, kind: "parked", atMs: null };
  if (run.status === "held") {
    return { ...at, kind: "held", atMs: null, because: run.holds.join(", ") };
  }
  const by = (exit: string | null) =>
    run.node === null || exit === null ? null : (flow.nodes.get(run.node)?.exits.get(exit) ?? null);
  const { waiting } = run;
  if (waiting === null) return { ...at, kind: "begins" };
  switch (waiting.kind) {
    case "time":
      return { ...at, kind: "waits", next: by(waiting.exit) };
    case "event":
      return { ...at, kind: "listens", next: by(waiting.timeout) };
    case "attempt":
      return { ...at, kind: waiting.askAgainMs === null ? "message-under-way" : "asks-again" };
    case "leave":
      return { ...at, kind: "asks-again" };
    case "notice":
      return {
        ...at,
        kind: "notice",
        next: by(waiting.elapsesMs === null ? "not-delivered" : "elapsed"),
      };
    case "dispute":
      return { ...at, kind: "dispute" };
    case "arrival":
      return { ...at, kind: "begins" };
  }
}
