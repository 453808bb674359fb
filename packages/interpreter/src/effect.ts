import type { FactValue, FieldId } from "@fairflow/criteria";
import type { ExitId, NodeId } from "@fairflow/flow";
import { z } from "zod";

/** Channels on which a message node can write to a debtor. */
export const MessageChannel = z.enum(["sms", "email", "letter"]);
export type MessageChannel = z.infer<typeof MessageChannel>;

/** Why a message is sent; the gate's holds and windows depend on it. Named as in the rule packs. */
export const MessagePurpose = z.enum([
  "collection",
  "service",
  "reply_to_consumer",
  "statutory_notice",
  "marketing",
]);
export type MessagePurpose = z.infer<typeof MessagePurpose>;

/** What a message node asks for. The gate, not the node, decides whether and when it may be sent. */
export interface AttemptRequest {
  readonly channel: MessageChannel;
  readonly template: string;
  readonly purpose: MessagePurpose;
  /** The notice of the law that it is, by the packs' word for it. It becomes one with no other message. */
  readonly notice?: string;
  /** The legal step that it is or begins, by the packs' word for it. */
  readonly step?: string;
}

export interface TaskRequest {
  /** `proof`: to record how and when a notice reached the debtor. */
  readonly kind: "review" | "call" | "visit" | "proof";
  readonly title: string;
  readonly team: string;
  readonly dueMs: number | null;
  readonly outcomes: readonly { readonly id: string; readonly label: string }[];
  /** The legal step that the work is, where the law has to let it through first. */
  readonly step?: string;
  /** The exit by which the run goes on where the team has taken as much as it can today; absent where it waits all the same. */
  readonly overflow?: string;
}

export type LinkAmount =
  | { readonly kind: "full" }
  | { readonly kind: "arrears" }
  /** What is due next of an arrangement; without one what is overdue. */
  | { readonly kind: "instalment" }
  | { readonly kind: "part"; readonly minimumMinor: number }
  | { readonly kind: "settlement"; readonly percent: number };

export interface LinkRequest {
  readonly amount: LinkAmount;
  readonly expiresMs: number;
}

/** What another system is asked, and which of its answers choose which way out. */
export interface CallRequest {
  /** The webhook by its name, as the installation has set it up. */
  readonly webhook: string;
  /** What is told of the account, by the names under which it is told. */
  readonly facts: Readonly<Record<string, FactValue | null>>;
  /** Of what a 2xx answers in JSON, the first of these that fits; names with full stops between lead to a field. */
  readonly answers: readonly {
    readonly exit: ExitId;
    readonly path: string;
    readonly equals: string;
  }[];
}

export type Change =
  | {
      readonly kind: "set";
      readonly field: FieldId;
      readonly value: string | number | boolean | null;
    }
  | { readonly kind: "add-tag"; readonly field: FieldId; readonly tag: string }
  | { readonly kind: "remove-tag"; readonly field: FieldId; readonly tag: string };

/** What the outside world must do because of what a run decided. Instants are milliseconds since 1970. */
export type Effect =
  | {
      readonly kind: "attempt";
      readonly node: NodeId;
      readonly visit: number;
      readonly request: AttemptRequest;
      readonly giveUpMs: number;
    }
  /** Asks leave for a legal step that by itself reaches nobody; the answer comes at once and is recorded. */
  | {
      readonly kind: "ask-leave";
      readonly node: NodeId;
      readonly visit: number;
      readonly step: string;
      readonly giveUpMs: number;
    }
  | { readonly kind: "withdraw"; readonly node: NodeId; readonly visit: number }
  | {
      readonly kind: "open-task";
      readonly node: NodeId;
      readonly visit: number;
      readonly task: TaskRequest;
    }
  | {
      readonly kind: "make-link";
      readonly node: NodeId;
      readonly visit: number;
      readonly link: LinkRequest;
    }
  | {
      readonly kind: "call";
      readonly node: NodeId;
      readonly visit: number;
      readonly call: CallRequest;
    }
  | { readonly kind: "change"; readonly changes: readonly Change[] }
  /** The run is over: its open tasks and payment links have lost their reason. */
  | { readonly kind: "close-work" };
