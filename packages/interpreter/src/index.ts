export { advance, type Advanced } from "./advance.ts";
export type { NodeTally } from "./simulating/tally.ts";
export { MAX_STEPS, type AdvanceInput, type Facts, type Step } from "./walk.ts";
export {
  advanceThroughGate,
  type AttemptEffect,
  type Judge,
  type LeaveEffect,
  type Permission,
} from "./advance-through-gate.ts";
export { afterDecision, type AfterDecision, type Decision } from "./after-decision.ts";
export { applyChanges } from "./apply-changes.ts";
export type { Catalog, CompileInput } from "./bind-nodes.ts";
export { compile, type Compilation, type CompiledFlow, type CompiledNode } from "./compile.ts";
export { cannotBeDisabled, type WhenDisabled } from "./disabled-node.ts";
export { MAY_STAY_OPEN } from "./drawing-issues.ts";
export type { Issue } from "./issue.ts";
export {
  defineNode,
  type Answer,
  type Binding,
  type BoundNode,
  type Exit,
  type Family,
  type Names,
  type NodeContext,
  type NodeDefinition,
  type Outcome,
  type References,
  type SegmentUse,
} from "./define-node.ts";
export type { ConfigPath, NodeProblem } from "./node-problem.ts";
export {
  MessageChannel,
  MessagePurpose,
  type AttemptRequest,
  type CallRequest,
  type Change,
  type Effect,
  type LinkAmount,
  type LinkRequest,
  type TaskRequest,
} from "./effect.ts";
export { exportJsonSchema, FlowExport, parseExportText, type ParsedExport } from "./flow-export.ts";
export {
  compileLibrary,
  LegalNotice,
  LegalStep,
  libraryOf,
  Segment,
  type CompiledLibrary,
  type CompiledSegment,
  type Library,
} from "./library.ts";
export { AwaitedEvent, KnownEvent, type AttemptResult, type RunEvent } from "./run-event.ts";
export type { Obstacle } from "./moving/carry-wait.ts";
export { Destination, destinationOf, mapProblems, MoveMap, proposeMap } from "./moving/move-map.ts";
export { nextAction, type NextAction } from "./moving/next-action.ts";
export { movePlanner, type MovePlan, type RunToMove } from "./moving/plan-move.ts";
export { listensFor, newRun, NoticeProof, Run, runFacts, Stand, Waiting, wakeAtMs } from "./run.ts";
export { simulate } from "./simulating/simulate.ts";
export type {
  Happening,
  Outside,
  PlannedMessage,
  PlannedStep,
  Simulated,
  SimulationInput,
  Traveller,
} from "./simulating/traveller.ts";
export { stableShare } from "./stable-share.ts";
