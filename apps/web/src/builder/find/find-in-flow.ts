import type { Flow, NodeId } from "@fairflow/flow";
import type { Library } from "@fairflow/interpreter";
import { wayPastWords, type StepViewer } from "../step-view.ts";

/** What a search looks at; the first that fits says why something was found. */
export type FoundIn = "name" | "kind" | "sentence" | "problem" | "text" | "id";

export interface StepFound {
  readonly kind: "step";
  readonly id: NodeId;
  readonly title: string;
  readonly where: FoundIn;
  /** The piece of text that was found. */
  readonly excerpt: string;
}

export interface NoteFound {
  readonly kind: "note";
  readonly id: string;
  readonly title: "Note";
  readonly where: "text";
  readonly excerpt: string;
}

export type Found = StepFound | NoteFound;

export interface Searched {
  readonly flow: Flow;
  readonly view: StepViewer;
  readonly problems: ReadonlyMap<NodeId, readonly string[]>;
  readonly library: Pick<Library, "templates">;
}

/** The steps and notes that have the words, in the order of the document; what is named so comes first. */
export function findInFlow(
  { flow, view, problems, library }: Searched,
  words: string,
): readonly Found[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === "") return [];
  const has = (text: string) => text.toLowerCase().includes(wanted);
  const steps = flow.nodes.flatMap((node): readonly StepFound[] => {
    const step = view(flow, node.id);
    if (step === undefined) return [];
    const texts = textsIn(node.config);
    const places: readonly (readonly [FoundIn, readonly string[]])[] = [
      ["name", [step.title]],
      ["kind", [step.typeTitle, node.type]],
      [
        "sentence",
        [
          step.sentence,
          step.isDisabled ? `Disabled: ${wayPastWords(step)}` : "",
          ...step.exits.map(({ label }) => label),
        ],
      ],
      ["problem", problems.get(node.id) ?? []],
      ["text", [...texts, ...texts.flatMap((id) => textsIn(library.templates.get(id)))]],
      ["id", [node.id]],
    ];
    for (const [where, candidates] of places) {
      const text = candidates.find(has);
      if (text !== undefined) {
        const excerpt = excerptOf(text, wanted);
        return [{ kind: "step", id: node.id, title: step.title, where, excerpt }];
      }
    }
    return [];
  });
  const notes = flow.notes.flatMap(({ id, text }): readonly NoteFound[] =>
    has(text)
      ? [{ kind: "note", id, title: "Note", where: "text", excerpt: excerptOf(text, wanted) }]
      : [],
  );
  return [
    ...steps.filter(({ where }) => where === "name"),
    ...steps.filter(({ where }) => where !== "name"),
    ...notes,
  ];
}

/** Every text within a value, at any depth. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

const BEFORE = 24;
const LENGTH = 90;

/** A piece of a long text around what was found in it, on one line. */
function excerptOf(text: string, wanted: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  const start = Math.max(line.toLowerCase().indexOf(wanted) - BEFORE, 0);
  const piece = line.slice(start, start + LENGTH);
  return `${start > 0 ? "…" : ""}${piece}${start + LENGTH < line.length ? "…" : ""}`;
}
