import { disableNodes, NodeId } from "@fairflow/flow";
import { expect, test } from "vitest";
import { reasonAgainstCommand } from "../builder-command.ts";
import { commandForChord } from "../builder-commands.ts";
import { builderOf, drawnFlow } from "../fixtures/builder-of.ts";
import { enablesNext, reasonAgainstDisabling, toggleDisabled } from "./disable-steps.ts";

const FLOW = drawnFlow("start sms wait end", "start.next>sms", "sms.sent>wait", "wait.next>end");
const [start, sms, wait, end] = ["start", "sms", "wait", "end"].map((id) => NodeId.parse(id));

function builderWith(...ids: readonly (NodeId | undefined)[]) {
  const builder = builderOf(FLOW);
  builder.document.getState().select(ids.flatMap((id) => id ?? []));
  return builder;
}

function disabledIn({ document }: ReturnType<typeof builderOf>): readonly string[] {
  return document.getState().flow.nodes.flatMap(({ id, disabled }) => (disabled ? [id] : []));
}

test("D disables the step, says where people go, and D again makes the flow what it was", () => {
  const builder = builderWith(sms);
  expect(commandForChord("d")?.id).toBe("disable");

  toggleDisabled(builder);

  expect(disabledIn(builder)).toEqual([sms]);
  expect(builder.document.getState().past.at(-1)?.label).toBe("Disable “SMS”");
  expect(builder.ui.getState().announcement).toBe(
    "Disabled “SMS”: everybody passes it at once by “Sent”, and it does nothing",
  );
  expect(enablesNext(builder)).toBe(true);

  toggleDisabled(builder);

  expect(builder.document.getState().flow).toEqual(FLOW);
  expect(builder.ui.getState().announcement).toBe("Enabled “SMS”");
});

test("of several steps those that can be are disabled, first those that still do their work", () => {
  const builder = builderWith(start, sms, wait, end);
  const { document } = builder;
  document
    .getState()
    .apply({ label: "", flow: disableNodes(FLOW, new Set([NodeId.parse("sms")])) });

  toggleDisabled(builder);

  expect(disabledIn(builder)).toEqual([sms, wait]);
  expect(document.getState().past.at(-1)?.label).toBe("Disable “Wait”");

  toggleDisabled(builder);

  expect(disabledIn(builder)).toEqual([]);
  expect(document.getState().past.at(-1)?.label).toBe("Enable 2 steps");
});

test("what nobody could pass says why it cannot be disabled, and stays as it is", () => {
  const builder = builderWith(end);
  const command = commandForChord("d");

  toggleDisabled(builder);

  expect(disabledIn(builder)).toEqual([]);
  expect(reasonAgainstDisabling(builder)).toMatch(/^“End” cannot be disabled: nothing follows it/);
  expect(command === undefined ? "" : reasonAgainstCommand(builder, command)).toBe(
    reasonAgainstDisabling(builder),
  );
});

test("a step that came to be disabled though it cannot be can be enabled", () => {
  const builder = builderOf(disableNodes(FLOW, new Set([NodeId.parse("end")])));
  builder.document.getState().select([NodeId.parse("end")]);

  expect(reasonAgainstDisabling(builder)).toBeUndefined();
  toggleDisabled(builder);

  expect(builder.document.getState().flow).toEqual(FLOW);
});
