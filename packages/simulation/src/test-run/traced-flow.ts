import type { FactValue, FactValues, FieldId } from "@fairflow/criteria";
import type { NodeId } from "@fairflow/flow";
import type { CompiledFlow, CompiledNode, NodeContext, Outcome } from "@fairflow/interpreter";

/** One time that a node decided: what it looked at, and what it decided. */
export interface Trace {
  readonly node: NodeId;
  readonly read: readonly ReadFact[];
  /** What was drawn from [0, 1), if anything was. */
  readonly drawn: number | null;
  readonly outcome: Outcome;
}

export interface ReadFact {
  readonly field: FieldId;
  readonly value: FactValue;
}

export interface TracedFlow {
  readonly flow: CompiledFlow;
  /** What has been decided since the last time that this was asked, in order. */
  readonly take: () => readonly Trace[];
}

/** The same flow, whose nodes leave a trace of what they look at. They decide as they would without. */
export function tracedFlow(flow: CompiledFlow): TracedFlow {
  let traces: Trace[] = [];
  const traced = (node: CompiledNode): CompiledNode => ({
    ...node,
    execute: (context) => {
      const seen = watched(context);
      const outcome = node.execute(seen.context);
      traces.push({ node: node.id, read: seen.read(), drawn: seen.drawn(), outcome });
      return outcome;
    },
  });
  const nodes = new Map([...flow.nodes].map(([id, node]) => [id, traced(node)]));
  const nodeOf = (node: CompiledNode) => nodes.get(node.id) ?? node;
  return {
    flow: {
      start: nodeOf(flow.start),
      pause: flow.pause === null ? null : nodeOf(flow.pause),
      nodes,
      settings: flow.settings,
    },
    take: () => {
      const taken = traces;
      traces = [];
      return taken;
    },
  };
}

function watched(context: NodeContext) {
  const read = new Map<string, FactValue>();
  let drawn: number | null = null;
  const look = (target: FactValues, key: string | symbol) => {
    if (typeof key !== "string") return undefined;
    const value = Object.hasOwn(target, key) ? (target[key] ?? null) : undefined;
    read.set(key, value ?? null);
    return value;
  };
  const seen: NodeContext = {
    nowMs: context.nowMs,
    today: context.today,
    zone: context.zone,
    calendar: context.calendar,
    values: new Proxy(context.values, {
      get: look,
      // Criteria ask first whether a fact is there: one that is unknown was looked at too.
      getOwnPropertyDescriptor: (target, key) => {
        look(target, key);
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
    }),
    settings: context.settings,
    disputeOpen: context.disputeOpen,
    answer: context.answer,
    share: () => {
      drawn = context.share();
      return drawn;
    },
  };
  return {
    context: seen,
    read: () => [...read].map(([field, value]) => ({ field, value })),
    drawn: () => drawn,
  };
}
