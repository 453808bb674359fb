import {
  readLibrary,
  saveSegment,
  saveTemplate,
  type StoredSegment,
  type StoredTemplate,
  type Transaction,
} from "@fairflow/db";
import { canonicalJson } from "@fairflow/flow";
import type { FlowExport } from "@fairflow/interpreter";
import { HttpError } from "../http/http-error.ts";
import { designedTemplate } from "../templates/designed-template.ts";
import { segmentOf, templateOf } from "./live-library.ts";

/**
 * Adds the segments and templates that an export brings. What is there already and alike is left as it is, also where it
 * speaks more languages.
 *
 * @throws HttpError 409 with the clashes, where one is there under the same id and says something else: nothing is saved
 */
export async function adoptExport(
  tx: Transaction,
  brought: FlowExport,
  authorship: { readonly author: string; readonly now: Date },
): Promise<void> {
  const stored = await readLibrary(tx);
  const clashes = clashesOf(brought, stored);
  if (clashes.length > 0) {
    const names = clashes.map(({ name }) => `"${name}"`).join(", ");
    throw new HttpError("conflict", `These are here already and say something else: ${names}.`, {
      details: { clashes },
    });
  }
  const known = new Set([...stored.segments, ...stored.templates].map(({ id }) => id));
  for (const segment of brought.segments) {
    if (!known.has(segment.id)) await saveSegment(tx, segment, authorship);
  }
  for (const template of brought.templates) {
    if (known.has(template.id)) continue;
    const { stored: whole } = await designedTemplate(tx, template);
    await saveTemplate(tx, whole, authorship);
  }
}

interface Clash {
  readonly kind: "segment" | "template";
  readonly id: string;
  readonly name: string;
}

function clashesOf(
  brought: FlowExport,
  stored: {
    readonly segments: readonly StoredSegment[];
    readonly templates: readonly StoredTemplate[];
  },
): readonly Clash[] {
  const segments = new Map(stored.segments.map((each) => [each.id, segmentOf(each)]));
  const templates = new Map(stored.templates.map((each) => [each.id, templateOf(each)]));
  return [
    ...brought.segments.flatMap(({ id, name, criteria }): Clash[] => {
      const own = segments.get(id);
      const alike = own === undefined || canonicalJson(own.criteria) === canonicalJson(criteria);
      return alike ? [] : [{ kind: "segment", id, name }];
    }),
    ...brought.templates.flatMap((template): Clash[] => {
      const own = templates.get(template.id);
      const alike = own === undefined || saysAll(own, template);
      return alike ? [] : [{ kind: "template", id: template.id, name: template.name }];
    }),
  ];
}

type Template = FlowExport["templates"][number];

/** Whether a template says all that another does, in the same words; it may speak more languages. */
function saysAll(own: Template, other: Template): boolean {
  const words = ({ channel, languages, fallback }: Template) => ({
    channel,
    fallback,
    languages: Object.keys(other.languages).map((each) => languages[each] ?? null),
  });
  return canonicalJson(words(own)) === canonicalJson(words(other));
}
