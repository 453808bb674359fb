import type { Criteria, Field, Fields } from "@fairflow/criteria";
import type { FlowNode } from "@fairflow/flow";
import type { Library, MessageChannel, MessagePurpose, Segment } from "@fairflow/interpreter";
import type { MessageTemplate } from "@fairflow/template";
import { createContext, useContext } from "react";

export interface CriteriaCount {
  readonly matching: number;
  readonly of: number;
  /** Who would enter and leave the segment whose condition it would replace; null where it replaces none. */
  readonly change: { readonly enter: number; readonly leave: number } | null;
}

/** When the law will hold what a step sends, in portfolios that it treats alike. */
export interface GateForecast {
  readonly portfolios: readonly string[];
  readonly kind: "free" | "held" | "refused" | "inactive";
  /** One sentence. */
  readonly words: string;
  readonly rules: readonly {
    readonly id: string;
    readonly packId: string;
    readonly title: string;
  }[];
}

/** A segment as somebody changed it. */
export interface SegmentDraft extends Pick<Segment, "id" | "name" | "criteria"> {
  /** The version that was changed, 0 for a new segment; undefined saves over whatever is there. */
  readonly basedOn: number | undefined;
}

/** `stale`: somebody else saved it meanwhile, and nothing was saved. */
export type SegmentSave =
  | { readonly kind: "saved" }
  | { readonly kind: "stale"; readonly theirs: Segment | undefined };

/** What the forms know of the installation, and what they can ask it to do. */
export interface EditorLibrary {
  readonly library: Library;
  readonly fields: Fields;
  readonly customFields: readonly Field[];
  readonly teams: readonly string[];
  readonly languages: readonly string[];
  /** Undefined for who may look but not change. */
  readonly saveSegment: ((segment: SegmentDraft) => Promise<SegmentSave>) | undefined;
  readonly saveTemplate: ((template: MessageTemplate) => Promise<void>) | undefined;
  readonly countCriteria: (
    asked: { readonly criteria: Criteria; readonly insteadOf: string | undefined },
    signal: AbortSignal,
  ) => Promise<CriteriaCount>;
  /** @param asked.segment the segment by which accounts come into the flow, where there is one */
  readonly forecastContact: (
    asked: {
      readonly channel: MessageChannel;
      readonly purpose: MessagePurpose;
      readonly segment: string | undefined;
    },
    signal: AbortSignal,
  ) => Promise<readonly GateForecast[]>;
  /** Until when somebody who comes to a wait now would wait, in portfolios where that is the same. */
  readonly forecastWait: (
    asked: { readonly config: FlowNode["config"]; readonly segment: string | undefined },
    signal: AbortSignal,
  ) => Promise<readonly { readonly portfolios: readonly string[]; readonly words: string }[]>;
  /** An id for a new segment or template, made from its name. */
  readonly newId: (name: string) => string;
}

export const EditorLibraryContext = createContext<EditorLibrary | undefined>(undefined);

/** @throws Error outside an `EditorLibraryContext` */
export function useEditorLibrary(): EditorLibrary {
  const library = useContext(EditorLibraryContext);
  if (library === undefined) throw new Error("A step's form stands outside its library");
  return library;
}

/** The segment by which accounts come into the flow that is drawn, where there is one. */
export const EntrySegmentContext = createContext<string | undefined>(undefined);

export function templatesFor(
  library: Library,
  channel: MessageChannel,
): readonly MessageTemplate[] {
  return [...library.templates.values()]
    .filter((template) => template.channel === channel)
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
