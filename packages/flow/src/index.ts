export { canonicalJson } from "./canonical-json.ts";
export {
  diffFlows,
  diffMarks,
  runsAlike,
  type DiffMark,
  type ExitChange,
  type FlowDiff,
  type NodeChange,
} from "./diff.ts";
export { disableNodes, enableNodes } from "./disabled-nodes.ts";
export { pathText, problemsOf, type DocumentProblem } from "./document-problem.ts";
export * from "./edits.ts";
export { type FieldChange } from "./field-changes.ts";
export {
  DEFAULT_SETTINGS,
  Edge,
  emptyFlow,
  ExitId,
  Flow,
  flowJsonSchema,
  FlowNode,
  FlowSettings,
  Group,
  Grouping,
  MAX_DOCUMENT_BYTES,
  MAX_NODES,
  NodeId,
  Note,
  Position,
  WARN_NODES,
} from "./flow.ts";
export { fragmentOf, pasteFragment, type Fragment, type PastePlace } from "./fragment.ts";
export { findCycle, graphOf, reachableFrom, type Graph } from "./graph.ts";
export { foldGroup, groupNodes, groupOf, groupsOf, renameGroup, ungroup } from "./groups.ts";
export { guardJson } from "./guard-json.ts";
export { mergeFlows, nodeMerges, type Drafts, type NodeMerge, type Side } from "./merge.ts";
export {
  parseFlow,
  parseFlowText,
  parseJsonText,
  type ParsedFlow,
  type ParsedJson,
} from "./parse-flow.ts";
export { sameDocument } from "./same-document.ts";
