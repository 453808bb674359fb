import { z } from "zod";

/** Sizes beyond which a document is refused; `WARN_NODES` only warns. */
export const MAX_NODES = 2_000;
export const WARN_NODES = 500;
export const MAX_DOCUMENT_BYTES = 1_000_000;

/** Ids of nodes, notes and exits: stable, never reused, safe as object keys and in URLs. */
const identifier = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "Use 1 to 64 letters, digits, - or _")
  .refine((id) => id !== "__proto__", "This name is reserved");

export const NodeId = identifier.brand("NodeId");
export type NodeId = z.infer<typeof NodeId>;

/** A labelled way out of a node. It stands in the node's config, so renaming a label moves no edge. */
export const ExitId = identifier;
export type ExitId = z.infer<typeof ExitId>;

export const FlowNode = z.strictObject({
  id: NodeId,
  type: z.string().min(1).max(64),
  name: z.string().max(120),
  config: z.record(z.string(), z.unknown()),
  /** Everybody passes it at once, and it does nothing. Absent otherwise, so that older programs read what has none. */
  disabled: z.literal(true).optional(),
});
export type FlowNode = z.infer<typeof FlowNode>;

export const Edge = z.strictObject({ from: NodeId, exit: ExitId, to: NodeId });
export type Edge = z.infer<typeof Edge>;

export const Position = z.strictObject({ x: z.number(), y: z.number() });
export type Position = z.infer<typeof Position>;

export const Note = z.strictObject({
  id: identifier,
  text: z.string().max(4_000),
  color: z.enum(["yellow", "blue", "green", "pink"]),
  position: Position,
  /** In flow units; absent where it has its first size. */
  size: z
    .strictObject({ width: z.number().min(120).max(1_200), height: z.number().min(64).max(1_200) })
    .optional(),
  /** The step that it goes along with when that is moved; one that there is no more binds it to nothing. */
  attachedTo: NodeId.optional(),
});
export type Note = z.infer<typeof Note>;

/** Steps that are drawn within one frame, or as one box while they are folded. Its id is no node's id. */
export const Group = z.strictObject({
  id: NodeId,
  name: z.string().max(120),
  nodes: z.array(NodeId).min(1).max(MAX_NODES),
  isFolded: z.boolean(),
});
export type Group = z.infer<typeof Group>;

/** A part with a version of its own: it says how a flow is drawn and nothing of what runs. */
export const Grouping = z.strictObject({
  schema: z.literal("fairflow.groups/1"),
  groups: z.array(Group).max(200),
});
export type Grouping = z.infer<typeof Grouping>;

export const FlowSettings = z.strictObject({
  /** Whether a run takes one account, or one debtor with all accounts, through the flow. */
  per: z.enum(["account", "debtor"]),
  /** Who gets the slot when two flows want one under a cap: the higher number. */
  priority: z.int().min(0).max(100),
  /** Days after a message during which a payment is credited to it. */
  attributionDays: z.int().min(1).max(90),
  /** Days for which a message node waits while the gate defers, unless the node says otherwise. */
  giveUpAfterDays: z.int().min(1).max(60),
});
export type FlowSettings = z.infer<typeof FlowSettings>;

/**
 * The document that the canvas edits. It always parses, however unfinished; whether it may be published is `compile`'s
 * question. Read one from outside with `parseFlow`, which also refuses what a schema cannot see.
 */
export const Flow = z.strictObject({
  schema: z.literal("fairflow.flow/1"),
  name: z.string().min(1).max(120),
  nodes: z.array(FlowNode).max(MAX_NODES, `A flow has at most ${MAX_NODES} steps`),
  edges: z.array(Edge).max(4 * MAX_NODES),
  /** Positions on the canvas, apart from the nodes: moving a box changes nothing that runs. */
  layout: z.record(NodeId, Position),
  notes: z.array(Note).max(500),
  /** Absent in a document without groups, so that older programs read what has none. */
  grouping: Grouping.optional(),
  settings: FlowSettings,
});
export type Flow = z.infer<typeof Flow>;

export const DEFAULT_SETTINGS: FlowSettings = {
  per: "account",
  priority: 50,
  attributionDays: 7,
  giveUpAfterDays: 3,
};

export function emptyFlow(name: string): Flow {
  return {
    schema: "fairflow.flow/1",
    name,
    nodes: [],
    edges: [],
    layout: {},
    notes: [],
    settings: DEFAULT_SETTINGS,
  };
}

/** The JSON Schema (2020-12) of a flow, for editors and other tools. */
export function flowJsonSchema(): object {
  return z.toJSONSchema(Flow, { unrepresentable: "any" });
}
