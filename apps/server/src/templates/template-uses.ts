import type { TemplateUse } from "@fairflow/contract";
import { documentsInUse, type DocumentInUse, type Transaction } from "@fairflow/db";
import { stepName } from "../debtors/step-words.ts";
import { storedFlow } from "../flows/parsed-flow.ts";
import { referencesOf } from "../flows/references.ts";

/** The steps that send each template, by its id: those of drafts, and of versions that are live or have people in them. */
export async function templateUses(
  tx: Transaction,
): Promise<ReadonlyMap<string, readonly TemplateUse[]>> {
  const [documents, pins] = await Promise.all([documentsInUse(tx), readPins(tx)]);
  const uses = documents.flatMap((document) => usesIn(document, pins));
  return new Map(
    [...Map.groupBy(uses, ({ template }) => template)].map(([template, of]) => [
      template,
      of.map(({ use }) => use),
    ]),
  );
}

/** The versions of templates that flow versions were approved with, by flow and number. */
async function readPins({ sql }: Transaction) {
  const rows = await sql<{ key: string; pins: Readonly<Record<string, number>> }[]>`
    select flow_id || ' ' || number as key, template_versions as pins from flow_version`;
  return new Map(rows.map(({ key, pins }) => [key, pins]));
}

function usesIn(
  { document, ...where }: DocumentInUse,
  pins: ReadonlyMap<string, Readonly<Record<string, number>>>,
): readonly { readonly template: string; readonly use: TemplateUse }[] {
  const flow = storedFlow(document);
  const own = pins.get(`${where.flowId} ${where.version ?? ""}`) ?? {};
  return flow.nodes.flatMap((node) =>
    [...referencesOf({ ...flow, nodes: [node] }).templates].map((template) => ({
      template,
      use: {
        ...where,
        node: { id: node.id, name: stepName(node, node.id) },
        pinned: Object.hasOwn(own, template) ? (own[template] ?? null) : null,
      },
    })),
  );
}
