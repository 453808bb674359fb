import type { Criteria, Field, Fields } from "@fairflow/criteria";
import type { Library, MessageChannel, Segment } from "@fairflow/interpreter";
import type { MessageTemplate } from "@fairflow/template";
import { createContext, useContext } from "react";

export interface CriteriaCount {
  readonly matching: number;
  readonly of: number;
}

/** What the forms know of the installation, and what they can ask it to do. */
export interface EditorLibrary {
  readonly library: Library;
  readonly fields: Fields;
  readonly customFields: readonly Field[];
  readonly teams: readonly string[];
  readonly languages: readonly string[];
  /** Undefined for who may look but not change. */
  readonly saveSegment:
    | ((segment: Pick<Segment, "id" | "name" | "criteria">) => Promise<void>)
    | undefined;
  readonly saveTemplate: ((template: MessageTemplate) => Promise<void>) | undefined;
  readonly countCriteria: (criteria: Criteria) => Promise<CriteriaCount>;
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

export function templatesFor(
  library: Library,
  channel: MessageChannel,
): readonly MessageTemplate[] {
  return [...library.templates.values()]
    .filter((template) => template.channel === channel)
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
