import type { Flow } from "@fairflow/flow";
import { canonicalJson } from "./canonical-json.ts";

export interface DraftChange {
  readonly edits: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly string[];
    readonly connections: boolean;
    readonly settings: boolean;
  };
  readonly summary: string;
}

/** What a save changed in a draft: which steps by id, and the sentence for people. */
export function describeDraftChange(before: Flow, after: Flow): DraftChange {
  const [earlier, later] = [nodesOf(before), nodesOf(after)];
  const added = [...later.keys()].filter((id) => !earlier.has(id));
  const removed = [...earlier.keys()].filter((id) => !later.has(id));
  const changed = [...later].flatMap(([id, node]) => {
    const known = earlier.get(id);
    return known !== undefined && known !== node ? [id] : [];
  });
  const connections = canonicalJson(before.edges) !== canonicalJson(after.edges);
  const settings =
    before.name !== after.name || canonicalJson(before.settings) !== canonicalJson(after.settings);
  const parts = [
    counted("added", added),
    counted("removed", removed),
    counted("changed", changed),
    ...(connections ? ["connections changed"] : []),
    ...(settings ? ["settings changed"] : []),
  ].filter((part) => part !== "");
  return {
    edits: { added, removed, changed, connections, settings },
    summary: parts.length === 0 ? "moved boxes or notes" : parts.join(", "),
  };
}

function nodesOf(flow: Flow): ReadonlyMap<string, string> {
  return new Map(flow.nodes.map((node) => [node.id, canonicalJson(node)]));
}

function counted(verb: string, ids: readonly string[]): string {
  if (ids.length === 0) return "";
  return ids.length === 1 ? `1 step ${verb}` : `${ids.length} steps ${verb}`;
}
