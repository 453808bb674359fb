import earlyArrears from "@fairflow/examples/early-arrears/flow.json" with { type: "json" };
import {
  addNode,
  configureNode,
  connect,
  FlowNode,
  moveNodes,
  NodeId,
  renameNode,
  type Flow,
} from "@fairflow/flow";
import { FlowExport, type Segment } from "@fairflow/interpreter";
import { versionsBefore, type NotedFlow, type VersionChange } from "./versions.ts";

/** From one step to the one below, as the example is drawn. */
const ROW = 160;
/** Where a dispute stands, which may come at any time: beside the way that is gone by itself. */
const ASIDE_X = 480;

const WORDING = FlowNode.parse({
  id: "wording",
  type: "split",
  name: "Which wording?",
  config: {
    shares: [
      { id: "plain", label: "Plain", percent: 50 },
      { id: "thanks", label: "With thanks", percent: 50 },
    ],
  },
});

const THANKS = FlowNode.parse({
  id: "thanks-sms",
  type: "sms",
  name: "Reminder with thanks",
  config: { template: "pre-due-thanks-sms", purpose: "collection", giveUpAfterDays: 1 },
});

const parsed = FlowExport.parse(earlyArrears);
const withOneWording = withShortGrace(withDueChecks(parsed.flow));

const CHANGES: readonly VersionChange[] = [
  {
    note: "A week of grace instead of two: most who pay after the e-mail do so within six days",
    node: "grace",
    before: { deadline: { kind: "days", days: 14 } },
  },
  {
    note: "Drop a reminder that could not go out within a day: it would come too late to help",
    node: "pre-due-sms",
    before: { giveUpAfterDays: 2 },
  },
  {
    note: "Two wordings of the first reminder, each for half of the people, to see which one brings more",
    undo: withoutWordings,
  },
  {
    note: "Sixty hours instead of five days for those who are late again and again",
    node: "short-grace",
    before: { deadline: { kind: "days", days: 5 } },
  },
  {
    note: "Ten business days for a letter to be answered, not fifteen",
    node: "after-letter",
    before: { deadline: { kind: "business-days", days: 15 } },
  },
  {
    note: "Three business days for a call: five left too many unanswered",
    node: "call",
    before: { due: { kind: "business-days", days: 5 } },
  },
];

export const earlyArrearsSegments: readonly Segment[] = parsed.segments;

/** The published versions of "Early arrears", the oldest first; the last is live. */
export function earlyArrearsVersions(): readonly NotedFlow[] {
  return versionsBefore(withTwoWordings(withOneWording), CHANGES);
}

/** Whoever is reminded for the first time is thanked in advance, or is not: for good, and by chance. */
function withTwoWordings(plain: Flow): Flow {
  const row = rowOf(plain, "pre-due-sms");
  let flow = withRowAt(plain, row);
  flow = addNode(flow, WORDING, { x: 0, y: row });
  // Beside the way of those whose date has passed already, which runs down at the right.
  flow = moveNodes(flow, new Map([[NodeId.parse("pre-due-sms"), { x: -320, y: row + ROW }]]));
  flow = addNode(flow, THANKS, { x: 0, y: row + ROW });
  return withWays(flow, [
    ["still-due", "yes", "wording"],
    ["wording", "plain", "pre-due-sms"],
    ["wording", "thanks", "thanks-sms"],
    ["thanks-sms", "sent", "missed"],
    ["thanks-sms", "not-allowed", "missed"],
    ["thanks-sms", "failed", "missed"],
  ]);
}

function withoutWordings(flow: Flow): Flow {
  const ids = new Set(withOneWording.nodes.map(({ id }) => id));
  return { ...withOneWording, nodes: flow.nodes.filter(({ id }) => ids.has(id)) };
}

/**
 * The example is written for invoices. Here are instalments and cards too, whose next part may be paid before anybody is
 * reminded of it: so the flow asks again before it writes.
 */
function withDueChecks(example: Flow): Flow {
  const stillDue = question("still-due", "Still due?", {
    field: "account.days_until_due",
    operator: "at_most",
    value: 3,
  });
  const stillOwed = question("still-owed", "Anything overdue?", {
    field: "account.arrears",
    operator: "more_than",
    value: 0,
  });
  const [dueRow, owedRow] = [rowOf(example, "pre-due-sms"), rowOf(example, "who")];
  let flow = withRowAt(withRowAt(withRoomAside(example), owedRow), dueRow);
  flow = addNode(flow, stillDue, { x: 0, y: dueRow });
  flow = addNode(flow, stillOwed, { x: 0, y: owedRow + ROW });
  return withWays(flow, [
    ["before-due", "next", "still-due"],
    ["still-due", "yes", "pre-due-sms"],
    ["still-due", "else", "paid"],
    ["missed", "next", "still-owed"],
    ["missed", "passed", "still-owed"],
    ["still-owed", "yes", "who"],
    ["still-owed", "else", "paid"],
  ]);
}

function withWays(flow: Flow, ways: readonly (readonly [string, string, string])[]): Flow {
  return ways.reduce(
    (drawn, [from, exit, to]) =>
      connect(drawn, { from: NodeId.parse(from), exit, to: NodeId.parse(to) }),
    flow,
  );
}

function rowOf(flow: Flow, id: string): number {
  const place = flow.layout[NodeId.parse(id)];
  if (place === undefined) throw new RangeError(`The example has no ${id}`);
  return place.y;
}

/** Makes room for the ways from both questions to "Paid", which would run through what stands beside. */
function withRoomAside(flow: Flow): Flow {
  const aside = flow.nodes.flatMap(({ id }) => {
    const place = flow.layout[id];
    return place === undefined || place.x < ASIDE_X
      ? []
      : [[id, { x: place.x + 240, y: place.y }] as const];
  });
  return moveNodes(flow, new Map(aside));
}

/** Makes room for one more step on the way, above all that stands at a row or below it. */
function withRowAt(flow: Flow, row: number): Flow {
  const below = flow.nodes.flatMap(({ id }) => {
    const place = flow.layout[id];
    return place === undefined || place.y < row || place.x >= ASIDE_X
      ? []
      : [[id, { x: place.x, y: place.y + ROW }] as const];
  });
  return moveNodes(flow, new Map(below));
}

/** The first that fall silent after sixty hours do so in the evening, when quiet hours hold the next message. */
function withShortGrace(flow: Flow): Flow {
  const node = flow.nodes.find(({ id }) => id === "short-grace");
  if (node === undefined) throw new RangeError("The example has no short grace");
  const config = { ...node.config, deadline: { kind: "hours", hours: 60 } };
  return renameNode(
    configureNode(flow, node.id, { config, exits: ["paid", "timeout"] }),
    node.id,
    "Sixty hours",
  );
}

function question(
  id: string,
  name: string,
  rule: { readonly field: string; readonly operator: string; readonly value: number },
): FlowNode {
  return FlowNode.parse({
    id,
    type: "condition",
    name,
    config: {
      branches: [
        { id: "yes", label: "Yes", criteria: { kind: "all", of: [{ kind: "rule", ...rule }] } },
      ],
    },
  });
}
