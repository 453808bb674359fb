import { expect, test } from "vitest";
import { afterDecision, type AfterDecision, type Decision } from "./after-decision.ts";
import type { Advanced } from "./advance.ts";
import type { CompiledFlow } from "./compile.ts";
import { compileToy, toyFlow, type ToyNode } from "./toys/toy-flow.ts";
import { HOUR, on, started, T0 } from "./toys/toy-run.ts";

const NAP: ToyNode = ["sleep", { ms: 10 * HOUR }];
const NODES: Readonly<Record<string, ToyNode>> = { start: ["start"], x: NAP, finish: ["finish"] };
const EDGES = "start.next>x x.next>finish";
const WAYS = "p.accepted>y p.partly-accepted>y p.rejected>y y.next>finish";

const FLOWS: Readonly<Record<string, CompiledFlow>> = {
  "without a pause": compileToy(toyFlow(NODES, EDGES)),
  "with a pause whose ways lead nowhere": compileToy(toyFlow({ ...NODES, p: ["pause"] }, EDGES)),
  "with a pause whose ways lead on": compileToy(
    toyFlow({ ...NODES, p: ["pause"], y: NAP }, `${EDGES} ${WAYS}`),
  ),
};
const DECISIONS: readonly Decision[] = ["accepted", "partly-accepted", "rejected"];

const cases = Object.keys(FLOWS).flatMap((name) =>
  DECISIONS.flatMap((decision) =>
    [false, true].flatMap((isHeld) =>
      [false, true].map((settles) => ({ name, decision, isHeld, settles })),
    ),
  ),
);

test.for(cases)(
  "$name, $decision, held besides: $isHeld, settles: $settles: what is told is what happens",
  ({ name, decision, isHeld, settles }) => {
    const flow = FLOWS[name];
    if (flow === undefined) throw new Error("There is no such flow");
    const opened = on(flow, started(flow).run, { kind: "dispute-opened" }, T0 + HOUR);
    const { run } = isHeld ? on(flow, opened.run, { kind: "held", reason: "deceased" }) : opened;

    const told = afterDecision(flow, run, { decision, settles });

    const paid = settles ? on(flow, run, { kind: "paid" }).run : run;
    const decided = on(flow, paid, { kind: "dispute-resolved", decision, resumeNotBeforeMs: 0 });
    expect(told).toEqual(whatHappened(flow, decided));
  },
);

test("a run that no dispute has stopped is left as it is", () => {
  const flow = FLOWS["without a pause"];
  if (flow === undefined) throw new Error("There is no such flow");

  expect(afterDecision(flow, started(flow).run, { decision: "rejected", settles: false })).toEqual({
    kind: "unchanged",
  });
});

function whatHappened(flow: CompiledFlow, { run }: Advanced): AfterDecision {
  if (run.ended !== null) return { kind: "ends", reason: run.ended.reason };
  const { interrupted } = run;
  if (run.status === "held") {
    const due = interrupted?.due ?? null;
    const way = due === null ? null : (flow.pause?.exits.get(due) ?? null);
    const node = way ?? interrupted?.node ?? run.node;
    if (node === null) throw new Error("A held run stands somewhere");
    return { kind: "stays-held", node };
  }
  if (run.node === null) throw new Error("A run that goes on stands somewhere");
  return { kind: run.node === "y" ? "goes-to" : "resumes", node: run.node };
}
