import { LanguageTag, MessageTemplate } from "@fairflow/template";
import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { only, signedIn } from "../role.ts";
import { Id, InstantMs } from "../values.ts";

const TemplateParams = z.strictObject({ id: MessageTemplate.shape.id });

/** One step that sends a template: in a draft, or in a published version that is live or has people in it. */
const TemplateUse = z.strictObject({
  flowId: Id,
  flowName: z.string(),
  /** Null for the draft, which sends the newest version once it is published. */
  version: z.int().positive().nullable(),
  isLive: z.boolean(),
  node: z.strictObject({ id: z.string(), name: z.string() }),
  /** The version of the template that the flow was approved with. */
  pinned: z.int().positive().nullable(),
});
export type TemplateUse = z.infer<typeof TemplateUse>;

const TemplateVersion = z.strictObject({
  number: z.int().positive(),
  languages: MessageTemplate.shape.languages,
  fallback: z.array(LanguageTag),
  madeAtMs: InstantMs,
  madeBy: z.string(),
});
export type TemplateVersion = z.infer<typeof TemplateVersion>;

const TemplateSummary = z.strictObject({
  template: MessageTemplate,
  version: z.int().positive(),
  changedAtMs: InstantMs,
  changedBy: z.string(),
  /** Steps that send it, in drafts and in versions that people are in. */
  steps: z.int(),
  flows: z.int(),
  /** What keeps it from being sent, and what the law asks for and it lacks. */
  faults: z.int(),
});
export type TemplateSummary = z.infer<typeof TemplateSummary>;

export const templates = endpoint({
  method: "GET",
  path: "/api/templates",
  summary: "Every template in its newest version, by name",
  input: {},
  output: z.array(TemplateSummary),
  policy: signedIn,
});

export const template = endpoint({
  method: "GET",
  path: "/api/templates/:id",
  summary: "A template with every version that it ever had and the steps that send it",
  input: { params: TemplateParams },
  output: z.strictObject({
    template: MessageTemplate,
    /** The newest first. */
    versions: z.array(TemplateVersion),
    uses: z.array(TemplateUse),
  }),
  policy: signedIn,
});

/** One that was saved by somebody else since `basedOn` answers 412, with the template as it is in `details`. */
export const saveTemplate = endpoint({
  method: "PUT",
  path: "/api/templates/:id",
  summary: "Makes a template, or its next version; designs are compiled and checked",
  input: {
    params: TemplateParams,
    query: z.strictObject({
      /** The version that was changed, 0 for a template that is to be new; absent, whatever is there is replaced. */
      basedOn: z.coerce.number().int().min(0).optional(),
    }),
    body: MessageTemplate,
  },
  output: MessageTemplate,
  policy: only("editor", "admin"),
});
