import type { DiffMark, ExitChange, FieldChange, Flow, FlowDiff, NodeId } from "@fairflow/flow";
import { wayPastWords, type StepView, type StepViewer } from "../step-view.ts";
import { insteadOf } from "./instead-of.ts";

export interface DiffSentence {
  readonly mark: DiffMark;
  /** The step that it is about; undefined for the flow itself. */
  readonly node: NodeId | undefined;
  readonly text: string;
}

/** What became of a flow, in words: one sentence for each thing that runs otherwise, then what was only drawn anew. */
export function diffSentences(
  diff: FlowDiff,
  {
    before,
    after,
    view,
  }: { readonly before: Flow; readonly after: Flow; readonly view: StepViewer },
): readonly DiffSentence[] {
  const titleIn = (flow: Flow, id: NodeId) => `“${view(flow, id)?.title ?? id}”`;
  const title = (id: NodeId) =>
    after.nodes.some((node) => node.id === id) ? titleIn(after, id) : titleIn(before, id);
  const target = (id: NodeId | undefined) => (id === undefined ? "nowhere" : title(id));
  // The ways of what came or went say nothing of their own.
  const known = new Set([...diff.added, ...diff.removed].map(({ id }) => id));
  const exits = diff.exits.filter(({ from }) => !known.has(from));
  return [
    ...diff.removed.map(({ id }) => ({
      mark: "removed" as const,
      node: id,
      text: `${titleIn(before, id)} is gone: ${view(before, id)?.sentence ?? ""}`,
    })),
    ...diff.added.map(({ id, disabled }) => ({
      mark: "added" as const,
      node: id,
      text: `${titleIn(after, id)} is new${disabled === true ? ", and disabled" : ""}: ${view(after, id)?.sentence ?? ""}`,
    })),
    ...diff.changed.flatMap(({ id, fields }) => {
      const [was, is] = [view(before, id), view(after, id)];
      if (was === undefined || is === undefined) return [];
      const called = was.title === is.title ? [] : [`“${was.title}” is now called “${is.title}”`];
      const passed = fields.some(({ path }) => path[0] === DISABLED) ? [passedWords(is)] : [];
      const settings = fields.filter(({ path }) => path[0] !== "name" && path[0] !== DISABLED);
      const said =
        settings.length === 0 ? [] : [changeOf(is.title, was.sentence, is.sentence, settings)];
      return [...called, ...passed, ...said].map((text) => ({
        mark: "changed" as const,
        node: id,
        text,
      }));
    }),
    ...exits.map((change) => ({
      mark: "changed" as const,
      node: change.from,
      text: `${title(change.from)}, “${exitLabel(change, { before, after, view })}”: leads to ${target(change.after)} instead of ${target(change.before)}`,
    })),
    ...diff.settings.map((change) => ({
      mark: "changed" as const,
      node: undefined,
      text: `${fieldName(change.path)}: ${shortValue(change.after)} instead of ${shortValue(change.before)}`,
    })),
  ];
}

/** What only looks otherwise, in words; undefined where nothing does. */
export function drawingWords({ drawing: { moved, notes, groups } }: FlowDiff): string | undefined {
  const parts = [
    ...(moved.length === 0
      ? []
      : [moved.length === 1 ? "1 step moved" : `${moved.length} steps moved`]),
    ...(notes ? ["notes changed"] : []),
    ...(groups ? ["groups changed"] : []),
  ];
  return parts.length === 0 ? undefined : `${parts.join(", ")}. This changes nothing that runs.`;
}

function passedWords(step: StepView): string {
  if (!step.isDisabled) return `“${step.title}” is enabled again: ${step.sentence}`;
  return `“${step.title}” is disabled: ${wayPastWords(step)}`;
}

function changeOf(title: string, was: string, is: string, fields: readonly FieldChange[]): string {
  if (was !== is) return `“${title}”: ${insteadOf(was, is)}`;
  const [first, ...others] = fields;
  if (first === undefined) return `“${title}” has other settings`;
  const more = others.length === 0 ? "" : `, and ${others.length} more`;
  return `“${title}”, ${fieldName(first.path).toLowerCase()}: ${shortValue(first.after)} instead of ${shortValue(first.before)}${more}`;
}

/** What the way out is called, there or where it was. */
export function exitLabel(
  { from, exit }: ExitChange,
  {
    before,
    after,
    view,
  }: { readonly before: Flow; readonly after: Flow; readonly view: StepViewer },
): string {
  const labelIn = (flow: Flow) => view(flow, from)?.exits.find(({ id }) => id === exit)?.label;
  return labelIn(after) ?? labelIn(before) ?? exit;
}

const DISABLED = "disabled";

const FIELD_NAMES: Readonly<Record<string, string>> = {
  name: "Name",
  type: "Kind of step",
  [DISABLED]: "Disabled",
  per: "Runs for each",
  priority: "Priority",
  attributionDays: "Days in which a payment counts",
  giveUpAfterDays: "Days until a message is given up",
};

/** A field's path as people read it: `shares, one, percent`. */
export function fieldName(path: readonly string[]): string {
  const parts = path[0] === "config" ? path.slice(1) : path;
  const [first = "Settings"] = parts;
  const known =
    parts.length === 1 && Object.hasOwn(FIELD_NAMES, first) ? FIELD_NAMES[first] : undefined;
  const words = parts
    .map((part) => part.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase())
    .join(", ");
  return known ?? `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

const SHORT_CHARS = 60;

function shortValue(value: unknown): string {
  const text = fullValue(value);
  return text.length > SHORT_CHARS ? `${text.slice(0, SHORT_CHARS)}…` : text;
}

/** A value as text, whole. */
export function fullValue(value: unknown): string {
  if (value === undefined || value === null || value === "") return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  return JSON.stringify(value, undefined, 2);
}
