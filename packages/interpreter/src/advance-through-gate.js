import { advance } from "./advance.ts";
import { applyChanges } from "./apply-changes.ts";
import { withValues } from "./walk.ts";
/**
 * Advances a run and puts every attempt that it asks for before the gate, at once: one that is deferred or forbidden is an
 * event of the same run, so that a batch saves the answer together with its consequence (I3). Attempts that may be made
 * remain among the effects. Each refusal leads one message node further, so this ends where `advance` does.
 */
export function advanceThroughGate(flow, run, input, judge) {
  const first = judged(advance(flow, run, input), judge);
  // Nearly always nothing is refused, and there is nothing to put together.
  if (first.refusal === null) return first.advanced;
  const steps = [...first.advanced.steps];
  const effects = [...first.advanced.effects];
  let latest = first;
  let { facts } = input;
  while (latest.refusal !== null) {
    const { advanced, refusal } = latest;
    facts = withChanges(facts, advanced.effects);
    latest = judged(advance(flow, advanced.run, { ...input, facts, event: refusal }), judge);
    steps.push(...latest.advanced.steps);
    effects.push(...latest.advanced.effects);
  }
  return { run: latest.advanced.run, steps, effects };
}
/** A call of `advance` asks for one attempt at the most: the run then waits for its answer. */
function judged(advanced, judge) {
  for (const effect of advanced.effects) {
    if (effect.kind !== "attempt") continue;
    const result = refused(judge(effect, advanced.run));
    if (result === null) continue;
    const effects = advanced.effects.filter((other) => other !== effect);
    const { node, visit } = effect;
    return {
      advanced: { ...advanced, effects },
      refusal: { kind: "attempt", node, visit, result },
    };
  }
  return { advanced, refusal: null };
}
/** What an update has changed before a refusal is still changed after it. */
function withChanges(facts, effects) {
  const changes = effects.flatMap((effect) => (effect.kind === "change" ? effect.changes : []));
  return changes.length === 0 ? facts : withValues(facts, applyChanges(facts.values, changes));
}
function refused(permission) {
  switch (permission.kind) {
    case "allowed":
      return null;
    case "deferred":
      return permission;
    case "forbidden":
      return { kind: "not-allowed", rules: permission.rules };
  }
}
