import type { SegmentUse } from "@fairflow/contract";
import { documentsInUse, type DocumentInUse, type Transaction } from "@fairflow/db";
import { stepName } from "../debtors/step-words.ts";
import { storedFlow } from "../flows/parsed-flow.ts";
import { referencesOf } from "../flows/references.ts";

/** The steps that ask each segment, by the segment's id: those of drafts, and of versions that are live or have people in them. */
export async function segmentUses(
  tx: Transaction,
): Promise<ReadonlyMap<string, readonly SegmentUse[]>> {
  const uses = (await documentsInUse(tx)).flatMap(usesIn);
  return new Map(
    [...Map.groupBy(uses, ({ segment }) => segment)].map(([segment, of]) => [
      segment,
      of.map(({ use }) => use),
    ]),
  );
}

function usesIn({
  document,
  ...where
}: DocumentInUse): readonly { readonly segment: string; readonly use: SegmentUse }[] {
  const flow = storedFlow(document);
  return flow.nodes.flatMap((node) =>
    [...referencesOf({ ...flow, nodes: [node] }).segments].map((segment) => ({
      segment,
      use: { ...where, node: { id: node.id, name: stepName(node, node.id) } },
    })),
  );
}
