import { catalog } from "@fairflow/nodes";
import {
  changeSettings,
  configureNode,
  connect,
  diffFlows,
  disableNodes,
  enableNodes,
  moveNodes,
  NodeId,
  removeNode,
  renameNode,
} from "@fairflow/flow";
import { expect, test } from "vitest";
import { drawnFlow } from "../fixtures/builder-of.ts";
import { stepViewer } from "../step-view.ts";
import { diffSentences, drawingWords } from "./diff-sentences.ts";

const name = (id: string) => id;
const view = stepViewer(catalog, { segment: name, template: name, notice: name, step: name });
const BEFORE = drawnFlow("start wait end end-2", "start.next>wait", "wait.next>end");
const wait = NodeId.parse("wait");

function sentences(after: typeof BEFORE): readonly string[] {
  const diff = diffFlows(BEFORE, after);
  return diffSentences(diff, { before: BEFORE, after, view }).map(
    ({ mark, text }) => `${mark}: ${text}`,
  );
}

test("says a changed setting as the step's own sentence says it", () => {
  const change = { config: { kind: "days", days: 5 }, exits: ["next"] };

  expect(sentences(configureNode(BEFORE, wait, change))).toEqual([
    "changed: “Wait”: Wait 5 instead of 3 days",
  ]);
});

test("says what is new, gone, renamed and leads elsewhere", () => {
  const gone = removeNode(BEFORE, NodeId.parse("end-2"));
  const renamed = renameNode(gone, wait, "Patience");
  const joined = connect(renamed, {
    from: NodeId.parse("start"),
    exit: "next",
    to: NodeId.parse("end"),
  });

  expect(sentences(joined)).toEqual([
    expect.stringMatching(/^removed: “End” is gone: /),
    "changed: “Wait” is now called “Patience”",
    "changed: “Start”, “Next”: leads to “End” instead of “Patience”",
  ]);
});

test("says that a step is disabled, and that it is enabled again", () => {
  const disabled = disableNodes(BEFORE, new Set([wait]));

  expect(sentences(disabled)).toEqual([
    "changed: “Wait” is disabled: everybody passes it at once by “Next”, and it does nothing",
  ]);
  const diff = diffFlows(disabled, enableNodes(disabled, new Set([wait])));
  expect(diffSentences(diff, { before: disabled, after: BEFORE, view })[0]?.text).toBe(
    "“Wait” is enabled again: Wait 3 days",
  );
});

test("says the flow's own settings, and apart from them what is only drawn", () => {
  const after = moveNodes(
    changeSettings(BEFORE, { priority: 70 }),
    new Map([[wait, { x: 9, y: 9 }]]),
  );

  expect(sentences(after)).toEqual(["changed: Priority: 70 instead of 50"]);
  expect(drawingWords(diffFlows(BEFORE, after))).toBe(
    "1 step moved. This changes nothing that runs.",
  );
});
