import { localTime } from "@fairflow/calendar";
import type { CompiledFlow, CompiledNode } from "../compile.ts";
import type { Answer, NodeContext, Outcome } from "../define-node.ts";
import { stableShare } from "../stable-share.ts";
import type { Facts } from "../walk.ts";

const ANSWERS: readonly (Answer | null)[] = [null, "allowed", "sent", "failed", "not-allowed"];

export interface Asked {
  readonly flow: CompiledFlow;
  readonly node: CompiledNode;
  readonly facts: Facts;
  /** When the visit began: waits are counted from then. */
  readonly atMs: number;
}

/** What a node decided when a visit began, or would have, of one kind: at once, or with an answer to what it asked. */
export function outcomeOf<Kind extends Outcome["kind"]>(
  asked: Asked,
  kind: Kind,
): (Outcome & { readonly kind: Kind }) | undefined {
  for (const answer of ANSWERS) {
    const outcome = asked.node.execute(contextOf(asked, answer));
    if (isOfKind(outcome, kind)) return outcome;
  }
  return undefined;
}

/** What it would decide at once. */
export function firstOutcome(asked: Asked): Outcome {
  return asked.node.execute(contextOf(asked, null));
}

function isOfKind<Kind extends Outcome["kind"]>(
  outcome: Outcome,
  kind: Kind,
): outcome is Outcome & { readonly kind: Kind } {
  return outcome.kind === kind;
}

function contextOf({ flow, node, facts, atMs }: Asked, answer: Answer | null): NodeContext {
  return {
    nowMs: atMs,
    today: localTime(facts.zone, new Date(atMs)).date,
    zone: facts.zone,
    calendar: facts.calendar,
    values: facts.values,
    settings: flow.settings,
    disputeOpen: facts.disputeOpen,
    answer,
    share: () => stableShare(facts.debtorKey, node.id),
  };
}
