import type { NodeId } from "@fairflow/flow";
import { advance, type Advanced } from "./advance.ts";
import type { CompiledFlow } from "./compile.ts";
import type { AttemptRequest, Effect } from "./effect.ts";
import type { AttemptResult, RunEvent } from "./run-event.ts";
import type { Run } from "./run.ts";
import type { AdvanceInput, Step } from "./walk.ts";

/** The gate's answer as a run needs it; whoever judges keeps the whole verdict. */
export type Permission =
  | { readonly kind: "allowed" }
  | { readonly kind: "deferred"; readonly untilMs: number; readonly rules: readonly string[] }
  | { readonly kind: "forbidden"; readonly rules: readonly string[] };

export interface AttemptEffect {
  readonly node: NodeId;
  readonly visit: number;
  readonly request: AttemptRequest;
  readonly giveUpMs: number;
}

/** Asks the gate about one attempt at the moment of planning, on the facts that the run was advanced with. */
export type Judge = (attempt: AttemptEffect, run: Run) => Permission;

/**
 * Advances a run and puts every attempt that it asks for before the gate, at once: one that is deferred or forbidden is an
 * event of the same run, so that a batch saves the answer together with its consequence (I3). Attempts that may be made
 * remain among the effects. Each refusal leads one message node further, so this ends where `advance` does.
 */
export function advanceThroughGate(
  flow: CompiledFlow,
  run: Run,
  input: AdvanceInput,
  judge: Judge,
): Advanced {
  const steps: Step[] = [];
  const effects: Effect[] = [];
  let current = run;
  let event: RunEvent | null = input.event;
  while (event !== null) {
    const advanced = advance(flow, current, { ...input, event });
    current = advanced.run;
    steps.push(...advanced.steps);
    event = null;
    for (const effect of advanced.effects) {
      const refusal = effect.kind === "attempt" ? refused(judge(effect, current)) : null;
      if (effect.kind !== "attempt" || refusal === null) effects.push(effect);
      else event = { kind: "attempt", node: effect.node, visit: effect.visit, result: refusal };
    }
  }
  return { run: current, steps, effects };
}

function refused(permission: Permission): AttemptResult | null {
  switch (permission.kind) {
    case "allowed":
      return null;
    case "deferred":
      return permission;
    case "forbidden":
      return { kind: "not-allowed", rules: permission.rules };
  }
}
