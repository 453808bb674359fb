import {
  addNode,
  connect,
  insertNode,
  targetOf,
  type ExitRef,
  type Flow,
  type FlowNode,
  type NodeId,
} from "@fairflow/flow";
import { MAY_STAY_OPEN } from "@fairflow/interpreter";
import type { Builder } from "../builder-context.ts";
import { freePlace, snap } from "../geometry.ts";
import { newNodeId } from "../new-id.ts";
import { placeAfter, placeAlone, placeAside } from "../placement.ts";
import { definitionOf, type StepView, type StepViewer } from "../step-view.ts";
import type { AddPlace } from "../ui-store.ts";

/** Puts a new step of a type where it belongs, selects it, and lets its first field take the focus. */
export function insertStep(builder: Builder, type: string, place: AddPlace): void {
  const definition = definitionOf(builder.catalog, type);
  if (definition === undefined) return;
  const { flow, apply } = builder.document.getState();
  const config = Object.fromEntries(Object.entries(Object(definition.defaults)));
  const node: FlowNode = { id: newNodeId(flow, type), type, name: "", config };
  const after = definition.role === "step" ? place.after : undefined;
  const label = `Add ${definition.title}`;
  if (after === undefined) {
    const alone = definition.role === "pause" ? placeAside : placeAlone;
    const at = place.at === undefined ? alone(flow) : snap(place.at);
    const position = freePlace(at, Object.values(flow.layout));
    apply({ label, flow: addNode(flow, node, position), select: [node.id] });
  } else {
    const exits = requiredExits(builder.view(flow, after.from));
    const { position, flow: roomy } = placeAfter(flow, after, exits);
    const binding = definition.bind(config);
    const through = binding.ok ? binding.node.exits[0]?.id : undefined;
    const inserted = insertNode(roomy, node, {
      after,
      through,
      position:
        place.at === undefined ? position : freePlace(place.at, Object.values(roomy.layout)),
    });
    const joined = (place.also ?? []).reduce(
      (joining, ref) => connect(joining, { ...ref, to: node.id }),
      inserted,
    );
    apply({ label, flow: leadingOn(joined, node.id, through), select: [node.id] });
  }
  builder.ui.getState().show({
    fresh: node.id,
    revealed: node.id,
    quickAdd: undefined,
    announcement: `Added ${definition.title}. Its settings are open.`,
  });
}

/** What becomes of a message; whoever adds a step behind one means it for everybody, not only for those whom it reached. */
const WAYS_OF_A_MESSAGE: ReadonlySet<string> = new Set(["sent", "not-allowed", "failed"]);

/** A message that was put between two steps leads on however it goes. */
function leadingOn(flow: Flow, id: NodeId, through: ExitRef["exit"] | undefined): Flow {
  if (through !== "sent") return flow;
  const to = targetOf(flow, { from: id, exit: through });
  if (to === undefined) return flow;
  return [...WAYS_OF_A_MESSAGE].reduce(
    (joining, exit) => connect(joining, { from: id, exit, to }),
    flow,
  );
}

/** Ways out that may lead nowhere rarely lead on, so the first of the others stands straight below. */
export function requiredExits(step: StepView | undefined): readonly string[] {
  const ids = step?.exits.map(({ id }) => id) ?? [];
  const required = ids.filter((id) => !MAY_STAY_OPEN.has(id));
  return required.length === 0 ? ids : required;
}

/**
 * Where a step goes that is added without saying where: behind the selected step, at an end that is open if there is one.
 *
 * @param endsHere whether the new step has no way out, so that it must not cut off what follows
 */
export function nextPlace(
  flow: Flow,
  view: StepViewer,
  from: NodeId | undefined,
  endsHere: boolean,
): AddPlace {
  if (from === undefined) return {};
  const exits = view(flow, from)?.exits ?? [];
  const refs = exits.map(({ id }): ExitRef => ({ from, exit: id }));
  const [open, ...alsoOpen] = refs.filter((ref) => targetOf(flow, ref) === undefined);
  if (open !== undefined) {
    if (open.exit !== "sent") return { after: open };
    return { after: open, also: alsoOpen.filter(({ exit }) => WAYS_OF_A_MESSAGE.has(exit)) };
  }
  const [first, ...others] = refs;
  if (first === undefined || endsHere) return {};
  const target = targetOf(flow, first);
  return { after: first, also: others.filter((ref) => targetOf(flow, ref) === target) };
}

/** Asks which step to put behind the selection. */
export function openQuickAdd({ document, ui, view }: Builder): void {
  const { flow, selection, selectedExits, cursor, readOnly } = document.getState();
  if (readOnly) return;
  const [after, ...also] = selectedExits;
  const from = [...selection].at(-1) ?? cursor;
  const place = after === undefined ? nextPlace(flow, view, from, false) : { after, also };
  ui.getState().show({ quickAdd: place });
}
