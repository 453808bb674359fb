import { Flow, guardJson, parseFlow, parseJsonText, problemsOf } from "@fairflow/flow";
import { MessageTemplate } from "@fairflow/template";
import { z } from "zod";
import { Segment } from "./library.ts";
/** What travels: a flow with the segments and templates that it refers to. */
export const FlowExport = z.strictObject({
  schema: z.literal("fairflow.export/1"),
  flow: Flow,
  segments: z.array(Segment).max(1_000),
  templates: z.array(MessageTemplate).max(1_000),
});
/** Reads an export from JSON text. Never throws; every refusal names the place of the fault. */
export function parseExportText(text) {
  const json = parseJsonText(text);
  if (!json.ok) return json;
  const guarded = guardJson(json.value);
  if (guarded !== undefined) return { ok: false, problems: [guarded] };
  const parsed = FlowExport.safeParse(json.value);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
  const value = parsed.data;
  const flow = parseFlow(value.flow);
  if (!flow.ok) {
    const problems = flow.problems.map(({ path, message }) => ({ path: `flow.${path}`, message }));
    return { ok: false, problems };
  }
  const problems = [
    ...repeatedIds("segments", value.segments),
    ...repeatedIds("templates", value.templates),
  ];
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value, warnings: flow.warnings };
}
function repeatedIds(list, entries) {
  const seen = new Set();
  return entries.flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path: `${list}[${index}].id`, message: `"${id}" stands here twice` }];
  });
}
/** The JSON Schema (2020-12) of the export form. */
export function exportJsonSchema() {
  return z.toJSONSchema(FlowExport, { unrepresentable: "any", io: "input" });
}
