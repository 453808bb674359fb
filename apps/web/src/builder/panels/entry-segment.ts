import type { Flow } from "@fairflow/flow";
import { z } from "zod";

const Entry = z.object({ entry: z.object({ segment: z.string().min(1) }) });

/** The segment by which accounts come into a flow, where its start names one. */
export function entrySegmentOf({ nodes }: Pick<Flow, "nodes">): string | undefined {
  const start = nodes.find(({ type }) => type === "start");
  return Entry.safeParse(start?.config).data?.entry.segment;
}
