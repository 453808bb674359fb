import type { BusinessCalendar, LocalDate, Zone } from "@fairflow/calendar";
import type { Criteria, FactValues, FieldId, FieldType } from "@fairflow/criteria";
import { problemsOf, type ExitId, type FlowNode, type FlowSettings } from "@fairflow/flow";
import { z } from "zod";
import type {
  AttemptRequest,
  CallRequest,
  Change,
  LinkRequest,
  MessageChannel,
  TaskRequest,
} from "./effect.ts";
import { usualWayPast, type WhenDisabled } from "./disabled-node.ts";
import type { CompiledLibrary } from "./library.ts";
import type { AwaitedEvent } from "./run-event.ts";
import type { ConfigPath, NodeProblem } from "./node-problem.ts";
import type { NoticeProof } from "./run.ts";

/** A labelled way out of a node. */
export interface Exit {
  readonly id: ExitId;
  readonly label: string;
  /** Whoever takes it is sent nothing by this run any more: nothing that reaches people may follow. */
  readonly holdOut?: true;
}

/** A segment that a node asked, with the version that answered; a step records it. */
export interface SegmentUse {
  readonly id: string;
  readonly version: number;
}

/** A share of a split that somebody was given. */
export interface DrawnArm {
  readonly holdOut: boolean;
}

/** What a node decides. It never acts: the engine performs effects and keeps timers. Instants are milliseconds since 1970. */
export type Outcome =
  | {
      readonly kind: "leave";
      readonly exit: ExitId;
      readonly changes?: readonly Change[];
      readonly segment?: SegmentUse;
      readonly link?: LinkRequest;
      /** The way out was drawn at random; a step records it. */
      readonly arm?: DrawnArm;
      /** The node is disabled in this version and decided nothing; a step records it. */
      readonly disabled?: true;
    }
  | { readonly kind: "sleep"; readonly untilMs: number; readonly exit: ExitId }
  | {
      readonly kind: "await";
      readonly exits: Readonly<Partial<Record<AwaitedEvent, ExitId>>>;
      readonly untilMs: number | null;
      readonly timeout: ExitId | null;
      readonly task?: TaskRequest;
      readonly link?: LinkRequest;
      readonly call?: CallRequest;
    }
  | { readonly kind: "attempt"; readonly request: AttemptRequest; readonly giveUpMs: number }
  /** Leave for a legal step that by itself reaches nobody; the node is asked again with the answer. */
  | { readonly kind: "ask-leave"; readonly step: string; readonly giveUpMs: number }
  /** A notice was sent: leaves by `elapsed` once its days have passed, by `not-delivered` where it did not arrive. */
  | {
      readonly kind: "await-notice";
      readonly notice: string;
      readonly proof: NoticeProof;
      readonly proofByMs: number;
      readonly task?: TaskRequest;
    }
  | { readonly kind: "await-decision"; readonly task: TaskRequest }
  | { readonly kind: "end"; readonly reason: string; readonly success: boolean };

/** What became of what a node asked for. */
export type Answer = "sent" | "allowed" | "not-allowed" | "failed";

export interface NodeContext {
  readonly nowMs: number;
  /** The debtor's local date. */
  readonly today: LocalDate;
  readonly zone: Zone;
  readonly calendar: BusinessCalendar;
  readonly values: FactValues;
  readonly settings: FlowSettings;
  readonly disputeOpen: boolean;
  /** What became of what this visit asked for, where the node has no way out of that name; null when it begins. */
  readonly answer: Answer | null;
  /** A number in [0, 1) that is the same for this debtor at this node for ever. */
  readonly share: () => number;
}

/** What a node refers to outside its own config; `compile` checks that it exists and fits. */
export interface References {
  readonly segments?: readonly string[];
  readonly templates?: readonly { readonly id: string; readonly channel: MessageChannel }[];
  readonly calendars?: readonly string[];
  readonly criteria?: readonly {
    readonly path: string;
    readonly criteria: Criteria;
    readonly at?: ConfigPath;
  }[];
  readonly changes?: readonly Change[];
  /** Notices of the law, with how they are to go and to be proved. */
  readonly notices?: readonly {
    readonly id: string;
    readonly channel: MessageChannel;
    readonly proof: NoticeProof;
  }[];
  readonly steps?: readonly string[];
  /** Fields that the node reads by itself, with the type that it can use; any where absent. */
  readonly fields?: readonly { readonly id: FieldId; readonly type?: FieldType }[];
}

export type Family = "trigger" | "message" | "wait" | "decision" | "action" | "human" | "exit";

interface NodeSpec<Type extends string, Config extends z.ZodType> {
  readonly type: Type;
  readonly title: string;
  readonly family: Family;
  /** `start` begins runs, `pause` is where a dispute sends them; both are roots of the graph. */
  readonly role?: "start" | "pause";
  readonly config: Config;
  readonly defaults: NoInfer<z.output<Config>>;
  readonly exits: (config: z.output<Config>) => readonly Exit[];
  /** Problems that the schema cannot express; those without a place concern the node as a whole. */
  readonly check: (config: z.output<Config>) => readonly (string | NodeProblem)[];
  /** Whether every way through the node takes time; every cycle must take time somewhere. */
  readonly waits: (config: z.output<Config>) => boolean;
  /** The ways out that a run may take at once. Without it: none where the node waits, else all. */
  readonly atOnce?: (config: z.output<Config>) => readonly ExitId[];
  /** What disabling it does; without it: it is passed by its only way out, or by one that says that nothing was decided. */
  readonly whenDisabled?: (config: z.output<Config>) => WhenDisabled;
  readonly references?: (config: z.output<Config>) => References;
  /** The step in one line of plain words. */
  readonly sentence: (config: z.output<Config>, names: Names) => string;
  /** Called once per compiled flow; the function that it returns is pure and runs once per visit. */
  readonly execute: (
    config: z.output<Config>,
    library: CompiledLibrary,
  ) => (context: NodeContext) => Outcome;
}

/** Names of saved things, for sentences; an id that is gone reads as such. */
export interface Names {
  readonly segment: (id: string) => string;
  readonly template: (id: string) => string;
  readonly notice: (id: string) => string;
  readonly step: (id: string) => string;
}

/** A node with its config parsed and closed over, so that callers never handle `unknown`. */
export interface BoundNode {
  readonly exits: readonly Exit[];
  readonly problems: readonly NodeProblem[];
  readonly waits: boolean;
  readonly atOnce: readonly ExitId[];
  readonly whenDisabled: WhenDisabled;
  readonly references: References;
  readonly sentence: (names: Names) => string;
  readonly prepare: (library: CompiledLibrary) => (context: NodeContext) => Outcome;
}

export type Binding =
  | { readonly ok: true; readonly node: BoundNode }
  | { readonly ok: false; readonly problems: readonly NodeProblem[] };

export interface NodeDefinition<
  Type extends string = string,
  Config extends z.ZodType = z.ZodType,
> {
  readonly type: Type;
  readonly title: string;
  readonly family: Family;
  readonly role: "start" | "pause" | "step";
  readonly config: Config;
  readonly defaults: z.output<Config>;
  /** Never throws: a config that does not fit is a list of problems in plain words. */
  readonly bind: (config: FlowNode["config"]) => Binding;
}

export function defineNode<const Type extends string, Config extends z.ZodType>(
  spec: NodeSpec<Type, Config>,
): NodeDefinition<Type, Config> {
  return {
    type: spec.type,
    title: spec.title,
    family: spec.family,
    role: spec.role ?? "step",
    config: spec.config,
    defaults: spec.defaults,
    bind: (raw) => {
      const parsed = spec.config.safeParse(raw);
      if (!parsed.success) return { ok: false, problems: misfits(parsed.error) };
      const config = parsed.data;
      const exits = spec.exits(config);
      const waits = spec.waits(config);
      return {
        ok: true,
        node: {
          exits,
          problems: spec
            .check(config)
            .map((problem) => (typeof problem === "string" ? { message: problem } : problem)),
          waits,
          atOnce: spec.atOnce?.(config) ?? (waits ? [] : exits.map(({ id }) => id)),
          whenDisabled: spec.whenDisabled?.(config) ?? usualWayPast(exits, spec.role ?? "step"),
          references: spec.references?.(config) ?? {},
          sentence: (names) => spec.sentence(config, names),
          prepare: (library) => spec.execute(config, library),
        },
      };
    },
  };
}

/** What does not fit the schema, and where; a key that should not be there has no place that could be mended. */
function misfits({ issues }: z.ZodError): readonly NodeProblem[] {
  return issues.flatMap((issue) =>
    problemsOf(new z.ZodError([issue])).map(({ path, message }): NodeProblem => {
      if (path === "") return { message };
      const said = `${path}: ${message}`;
      if (issue.code === "unrecognized_keys") return { message: said };
      return {
        message: said,
        at: issue.path.map((part) => (typeof part === "number" ? part : String(part))),
      };
    }),
  );
}
