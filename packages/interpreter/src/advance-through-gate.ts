import { advance, type Advanced } from "./advance.ts";
import { applyChanges } from "./apply-changes.ts";
import type { CompiledFlow } from "./compile.ts";
import type { Effect } from "./effect.ts";
import type { AttemptResult, RunEvent } from "./run-event.ts";
import type { Run } from "./run.ts";
import { withValues, type AdvanceInput, type Facts, type Step } from "./walk.ts";

/** The gate's answer as a run needs it; whoever judges keeps the whole verdict. */
export type Permission =
  | { readonly kind: "allowed" }
  | { readonly kind: "deferred"; readonly untilMs: number; readonly rules: readonly string[] }
  | { readonly kind: "forbidden"; readonly rules: readonly string[] };

export type AttemptEffect = Effect & { readonly kind: "attempt" };
export type LeaveEffect = Effect & { readonly kind: "ask-leave" };

/** Asks the gate about one attempt or legal step at the moment of planning, on the facts that the run was advanced with. */
export type Judge = (asked: AttemptEffect | LeaveEffect, run: Run) => Permission;

/**
 * Advances a run and puts every attempt that it asks for before the gate, at once: one that is deferred or forbidden is an
 * event of the same run, so that a batch saves the answer together with its consequence (I3). Attempts that may be made
 * remain among the effects. Each answer leads one message node further, so this ends where `advance` does.
 */
export function advanceThroughGate(
  flow: CompiledFlow,
  run: Run,
  input: AdvanceInput,
  judge: Judge,
): Advanced {
  const first = judged(advance(flow, run, input), judge);
  // Nearly always nothing is refused, and there is nothing to put together.
  if (first.answer === null) return first.advanced;
  const steps: Step[] = [...first.advanced.steps];
  const effects: Effect[] = [...first.advanced.effects];
  let latest = first;
  let { facts } = input;
  while (latest.answer !== null) {
    const { advanced, answer } = latest;
    facts = withChanges(facts, advanced.effects);
    latest = judged(advance(flow, advanced.run, { ...input, facts, event: answer }), judge);
    steps.push(...latest.advanced.steps);
    effects.push(...latest.advanced.effects);
  }
  return { run: latest.advanced.run, steps, effects };
}

interface Judged {
  /** Without the attempt that was refused. */
  readonly advanced: Advanced;
  readonly answer: RunEvent | null;
}

/** A call of `advance` asks for one attempt at the most: the run then waits for its answer. */
function judged(advanced: Advanced, judge: Judge): Judged {
  for (const effect of advanced.effects) {
    if (effect.kind !== "attempt" && effect.kind !== "ask-leave") continue;
    const result = answered(judge(effect, advanced.run), effect.kind);
    if (result === null) continue;
    const effects = advanced.effects.filter((other) => other !== effect);
    const { node, visit } = effect;
    return {
      advanced: { ...advanced, effects },
      answer: { kind: "attempt", node, visit, result },
    };
  }
  return { advanced, answer: null };
}

/** What an update has changed before an answer is still changed after it. */
function withChanges(facts: Facts, effects: readonly Effect[]): Facts {
  const changes = effects.flatMap((effect) => (effect.kind === "change" ? effect.changes : []));
  return changes.length === 0 ? facts : withValues(facts, applyChanges(facts.values, changes));
}

/** Null where the answer comes later, when the message was sent. */
function answered(permission: Permission, asked: "attempt" | "ask-leave"): AttemptResult | null {
  switch (permission.kind) {
    case "allowed":
      return asked === "attempt" ? null : { kind: "allowed" };
    case "deferred":
      return permission;
    case "forbidden":
      return { kind: "not-allowed", rules: permission.rules };
  }
}
