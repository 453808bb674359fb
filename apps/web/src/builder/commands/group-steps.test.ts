import { groupsOf, NodeId } from "@fairflow/flow";
import { expect, test } from "vitest";
import { reasonAgainstCommand } from "../builder-command.ts";
import { BUILDER_COMMANDS } from "../builder-commands.ts";
import { builderOf, drawnFlow } from "../fixtures/builder-of.ts";
import { foldedGroups, foldSelection, groupSelection, ungroupSelection } from "./group-steps.ts";

const id = (text: string) => NodeId.parse(text);
const [one, two] = [id("wait-1"), id("wait-2")];
const drawn = () => drawnFlow("wait-1 wait-2 wait-3", "wait-1.next>wait-2");

function grouped() {
  const builder = builderOf(drawn());
  builder.document.getState().select([one, two]);
  groupSelection(builder);
  return builder;
}

test("the selected steps become a group whose name is asked for, folded and taken apart by undoable edits", () => {
  const builder = grouped();
  const { document, ui } = builder;
  const [group] = groupsOf(document.getState().flow);

  expect(group?.nodes).toEqual([one, two]);
  expect(ui.getState().renaming).toBe(group?.id);
  foldSelection(builder);
  expect(groupsOf(document.getState().flow)[0]?.isFolded).toBe(true);
  ungroupSelection(builder);
  expect(document.getState().flow).toEqual(drawn());
  expect(document.getState().past.map(({ label }) => label)).toEqual([
    "Group 2 steps",
    "Fold “Group”",
    "Take “Group” apart",
  ]);
});

test("in a drawing that cannot be changed, folding is the reader's own", () => {
  const { flow } = grouped().document.getState();
  const builder = builderOf(flow, true);
  builder.document.getState().select([one]);

  foldSelection(builder);

  expect(builder.document.getState().flow).toBe(flow);
  expect(foldedGroups(flow, builder.ui.getState().foldedHere)).toHaveLength(1);
  foldSelection(builder);
  expect(foldedGroups(flow, builder.ui.getState().foldedHere)).toEqual([]);
});

test("commands say why they cannot be given", () => {
  const builder = grouped();
  const reasons = (ids: readonly NodeId[]) => {
    builder.document.getState().select(ids);
    return ["fold", "rename", "delete"].map((wanted) => {
      const command = BUILDER_COMMANDS.find((each) => each.id === wanted);
      return command === undefined ? "missing" : reasonAgainstCommand(builder, command);
    });
  };

  expect(reasons([])).toEqual([
    "Select steps of one group first",
    "Select one step first",
    "Nothing is selected",
  ]);
  expect(reasons([one, id("wait-3")])).toEqual([
    "Select steps of one group first",
    "Select one step first",
    undefined,
  ]);
  expect(reasons([one])).toEqual([undefined, undefined, undefined]);
});
