import type { Zone } from "@fairflow/calendar";
import type { Variable } from "liquidjs";
import { compileTemplate, type CompiledTemplate } from "./compile-template.ts";
import { usesOf, type CompiledText } from "./compiled-text.ts";
import { accountLineFields, type MergeField } from "./merge-field.ts";
import type { MergeValues } from "./merge-values.ts";
import type { MessageTemplate } from "./message-template.ts";
import { renderTemplate } from "./render-template.ts";

export interface TemplateIssue {
  /** Undefined when the fault is not in one language. */
  readonly language: string | undefined;
  readonly message: string;
}

/** In the samples every instant is read in UTC. */
const UTC: Zone = {
  name: "UTC",
  starts: Float64Array.of(-8.64e15),
  offsets: Float64Array.of(0),
  wallEnds: Float64Array.of(8.64e15),
  end: 8.64e15,
};
const SAMPLE_OCCASION = { now: new Date("2026-06-10T10:00:00Z"), zone: UTC, currency: "ZAR" };

/** What keeps a template from being sent, in words for its author. It never throws. */
export function checkTemplate(
  template: MessageTemplate,
  mergeFields: readonly MergeField[],
): readonly TemplateIssue[] {
  const compiled = compileTemplate(template, sourcesOf(template));
  return [
    ...languageIssues(template),
    ...designIssues(template),
    ...Array.from(compiled.languages.keys()).flatMap((language) =>
      textIssues(compiled, language, mergeFields).map((message) => ({ language, message })),
    ),
  ];
}

function languageIssues({ languages, fallback }: MessageTemplate): readonly TemplateIssue[] {
  const known = Object.keys(languages);
  if (known.length === 0) return [{ language: undefined, message: "There is no text yet." }];
  if (known.length > 1 && fallback.length === 0) {
    return [{ language: undefined, message: "Say which language to fall back on." }];
  }
  return fallback
    .filter((language) => !known.includes(language))
    .map((language) => ({ language, message: "This language to fall back on has no text." }));
}

/** MJML stands in for what it compiles to: it has the same Liquid. */
function sourcesOf({ languages }: MessageTemplate): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(languages).flatMap(([language, { design }]) =>
      design?.kind === "mjml" ? [[language, design.source]] : [],
    ),
  );
}

function designIssues({ channel, languages }: MessageTemplate): readonly TemplateIssue[] {
  return Object.entries(languages).flatMap(([language, { design }]) => {
    if (design === undefined) return [];
    if (channel === "sms") return [{ language, message: "An SMS has no design." }];
    const hasImage = design.kind === "blocks" && design.blocks.some(({ kind }) => kind === "image");
    if (channel === "letter" && hasImage) {
      return [{ language, message: "A letter has no images." }];
    }
    if (channel === "letter" && design.kind === "mjml") {
      return [{ language, message: "A letter is made of blocks." }];
    }
    return [];
  });
}

function textIssues(
  compiled: CompiledTemplate,
  language: string,
  mergeFields: readonly MergeField[],
): readonly string[] {
  const { subject, body, html, letter = [] } = compiled.languages.get(language) ?? {};
  const issues = [
    ...(compiled.channel === "email" && isBlank(subject) ? ["The subject is missing."] : []),
    ...(compiled.channel === "sms" && subject !== undefined ? ["An SMS has no subject."] : []),
    ...(isBlank(body) ? ["The body is missing."] : []),
    ...faultsOf(subject, mergeFields).map((fault) => `In the subject: ${fault}`),
    ...faultsOf(body, mergeFields),
    ...[html, ...letter.flatMap(({ text, when }) => [text, when])].flatMap((text) =>
      faultsOf(text, mergeFields).map((fault) => `In the design: ${fault}`),
    ),
  ];
  if (issues.length > 0) return issues;
  // What reading alone does not show, such as the sum of a name, shows when the samples are put in.
  const rendering = renderTemplate({ ...compiled, fallback: [] }, samplesOf(mergeFields), {
    ...SAMPLE_OCCASION,
    languages: [language],
  });
  return rendering.ok ? [] : [rendering.problem];
}

function isBlank(text: CompiledText | undefined): boolean {
  return text === undefined || (text.kind === "text" && text.pieces.length === 0);
}

function faultsOf(
  text: CompiledText | undefined,
  mergeFields: readonly MergeField[],
): readonly string[] {
  if (text === undefined) return [];
  if (text.kind === "broken") return [text.fault];
  const { fields, items, plainOutputs, loopNames } = usesOf(text.pieces);
  const unknown = [
    ...fields.filter((each) => !isField(each, mergeFields)),
    ...items.filter((each) => !isItem(each.segments.slice(1))),
  ];
  const unformatted = plainOutputs.filter((name) => isMoney(name, mergeFields, loopNames));
  return [
    ...unknown.map((each) => `Line ${each.location.row}: there is no merge field ${String(each)}.`),
    ...unformatted.map((name) => `${name} would be written in cents; write {{ ${name} | money }}.`),
  ];
}

function isField({ segments }: Variable, mergeFields: readonly MergeField[]): boolean {
  // A name that is computed, as in account[x], could be anything.
  if (segments.some((each) => typeof each === "object")) return false;
  if (mergeFields.some(({ id }) => id === segments.join("."))) return true;
  const [root, selector, ...rest] = segments;
  if (root !== "accounts" || !mergeFields.some(({ id }) => id.startsWith("accounts.")))
    return false;
  if (selector === undefined || selector === "size") return rest.length === 0;
  const isOne = typeof selector === "number" || selector === "first" || selector === "last";
  return isOne && rest.length > 0 && isItem(rest);
}

function isItem(segments: Variable["segments"]): boolean {
  const [name, ...rest] = segments;
  if (name === undefined) return true;
  return rest.length === 0 && accountLineFields.some(({ id }) => id === name);
}

function isMoney(
  name: string,
  mergeFields: readonly MergeField[],
  loopNames: ReadonlySet<string>,
): boolean {
  const [root = "", item] = name.split(".");
  if (loopNames.has(root)) return typeOf(item, accountLineFields) === "money";
  return typeOf(name, mergeFields) === "money";
}

function typeOf(id: string | undefined, fields: readonly MergeField[]): string | undefined {
  return fields.find((field) => field.id === id)?.type;
}

function samplesOf(mergeFields: readonly MergeField[]): MergeValues {
  const line = Object.fromEntries(accountLineFields.map(({ id, sample }) => [id, sample]));
  const samples = Object.fromEntries(mergeFields.map(({ id, sample }) => [id, sample]));
  return { ...samples, accounts: [line, line] };
}
