import { checkCriteria, type Field, type Fields } from "@fairflow/criteria";
import type { NodeId } from "@fairflow/flow";
import { checkTemplate, coreMergeFields, replyIssues, type MergeField } from "@fairflow/template";
import type { Bound, CompileInput } from "./bind-nodes.ts";
import { changeProblems } from "./change-problems.ts";
import type { BoundNode } from "./define-node.ts";
import type { MessageChannel } from "./effect.ts";
import type { Issue } from "./issue.ts";
import type { Library } from "./library.ts";
import { placeOf, type NodeProblem } from "./node-problem.ts";
import { noticeProblems } from "./notice-problems.ts";

/** What the steps refer to and the library or the fields lack, or have otherwise. */
export function referenceIssues(
  input: CompileInput,
  bound: ReadonlyMap<NodeId, Bound>,
): readonly Issue[] {
  const settings = new Map(input.flow.nodes.map(({ id, config }) => [id, config]));
  return [...bound].flatMap(([id, { node }]) =>
    referenceProblems(node, input).map(({ names, at, message }): Issue => {
      const place = at ?? (names === undefined ? undefined : placeOf(settings.get(id), names));
      return place === undefined ? { node: id, message } : { node: id, message, at: place };
    }),
  );
}

/** A problem with what settings name by an id; its place is where the id stands. */
interface ReferenceProblem extends NodeProblem {
  readonly names?: string;
}

function referenceProblems(
  node: BoundNode,
  { library, fields }: CompileInput,
): readonly ReferenceProblem[] {
  const {
    segments = [],
    templates = [],
    calendars = [],
    criteria = [],
    changes = [],
    fields: read = [],
    notices = [],
    steps = [],
  } = node.references;
  const about = (names: string) => (message: string) => ({ names, message });
  return [
    ...segments.flatMap((id) => segmentProblems(id, library, fields).map(about(id))),
    ...templates.flatMap(({ id, channel }) =>
      templateProblems(id, channel, { library, fields }).map(about(id)),
    ),
    ...calendars
      .filter((name) => !library.calendars.has(name))
      .map((name) => about(name)(`The pay-day calendar "${name}" does not exist`)),
    ...criteria.flatMap(({ path, criteria: asked, at }) =>
      checkCriteria(asked, fields).map(({ message }) => ({
        message: `${path}: ${message}`,
        ...(at === undefined ? {} : { at }),
      })),
    ),
    ...notices.flatMap((notice) => noticeProblems(notice, library).map(about(notice.id))),
    ...steps
      .filter((id) => !library.steps.has(id))
      .map((id) => about(id)(`No rule pack knows the legal step "${id}"`)),
    ...changes.flatMap((change) => changeProblems(change, fields)).map((message) => ({ message })),
    ...read.flatMap(({ id, type }) => {
      const field = fields.get(id);
      if (field === undefined) return [about(id)(`There is no field "${id}"`)];
      return type === undefined || field.type === type
        ? []
        : [about(id)(`"${field.label}" is not a ${type}`)];
    }),
  ];
}

function templateProblems(
  id: string,
  channel: MessageChannel,
  { library, fields }: Pick<CompileInput, "library" | "fields">,
): readonly string[] {
  const template = library.templates.get(id);
  if (template === undefined) return [`The template "${id}" does not exist`];
  if (template.channel !== channel) {
    return [`The template "${template.name}" is for ${template.channel}, not ${channel}`];
  }
  return [
    ...checkTemplate(template, [...coreMergeFields, ...customMergeFields(fields)]),
    ...(library.unheard.has(channel) ? replyIssues(template) : []),
  ].map(({ language, message }) => `Template "${template.name}" (${language}): ${message}`);
}

function segmentProblems(id: string, library: Library, fields: Fields): readonly string[] {
  const segment = library.segments.get(id);
  if (segment === undefined) return [`The segment "${id}" does not exist`];
  return checkCriteria(segment.criteria, fields).map(
    ({ message }) => `Segment "${segment.name}": ${message}`,
  );
}

function customMergeFields(fields: Fields): readonly MergeField[] {
  return [...fields.values()]
    .filter(({ group }) => group === "custom")
    .map(({ id, label, type }) => ({ id, label, type: mergeType(type), sample: "" }));
}

function mergeType(type: Field["type"]): MergeField["type"] {
  switch (type) {
    case "number":
    case "money":
    case "date":
      return type;
    case "text":
    case "choice":
    case "boolean":
    case "tags":
      return "text";
  }
}
