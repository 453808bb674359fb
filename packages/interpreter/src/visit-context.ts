import type { FactValues } from "@fairflow/criteria";
import type { NodeId } from "@fairflow/flow";
import type { Answer, NodeContext } from "./define-node.ts";
import { stableShare } from "./stable-share.ts";
import type { Walk } from "./walk.ts";

/** What a node sees of the walk: read as it asks, so that nobody gathers facts for a node that looks at none. */
export class VisitContext implements NodeContext {
  readonly #walk: Walk;
  readonly #node: NodeId;
  readonly answer: Answer | null;

  constructor(walk: Walk, node: NodeId, answer: Answer | null = null) {
    this.#walk = walk;
    this.#node = node;
    this.answer = answer;
  }

  get nowMs() {
    return this.#walk.input.nowMs;
  }

  get today() {
    return this.#walk.input.facts.today;
  }

  get zone() {
    return this.#walk.input.facts.zone;
  }

  get calendar() {
    return this.#walk.input.facts.calendar;
  }

  get values() {
    return valuesOf(this.#walk);
  }

  get settings() {
    return this.#walk.flow.settings;
  }

  get disputeOpen() {
    const { facts, event } = this.#walk.input;
    // Facts may have been read before the dispute that is being handled was known.
    return facts.disputeOpen || event.kind === "dispute-opened";
  }

  get share() {
    const { debtorKey } = this.#walk.input.facts;
    return () => stableShare(debtorKey, this.#node);
  }
}

export function valuesOf(walk: Walk): FactValues {
  if (walk.values === null) {
    const { values } = walk.input.facts;
    walk.values = walk.messageCounted
      ? { ...values, "run.messages_sent": walk.run.messagesSent }
      : values;
  }
  return walk.values;
}
