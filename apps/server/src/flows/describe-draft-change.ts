import type { DescribedChange } from "@fairflow/db";
import { diffFlows, runsAlike, type Flow } from "@fairflow/flow";

/** What a save changed in a draft: which steps by id, and the sentence for people. */
export function describeDraftChange(before: Flow, after: Flow): DescribedChange {
  const diff = diffFlows(before, after);
  const [connections, settings] = [diff.exits.length > 0, diff.settings.length > 0];
  const [added, removed, changed] = [diff.added, diff.removed, diff.changed].map((nodes) =>
    nodes.map(({ id }) => id),
  );
  const parts = [
    counted("added", diff.added.length),
    counted("removed", diff.removed.length),
    counted("changed", diff.changed.length),
    ...(connections ? ["connections changed"] : []),
    ...(settings ? ["settings changed"] : []),
  ].filter((part) => part !== "");
  return {
    edits: { added, removed, changed, connections, settings },
    summary: parts.length === 0 ? "moved boxes or notes" : parts.join(", "),
    changesRuns: !runsAlike(diff),
  };
}

function counted(verb: string, count: number): string {
  if (count === 0) return "";
  return count === 1 ? `1 step ${verb}` : `${count} steps ${verb}`;
}
