import { endpoints } from "@fairflow/contract";
import type { SegmentDraft, SegmentSave } from "@fairflow/nodes/editors";
import { call } from "../server/call.ts";
import { RequestFailed } from "../server/request-failed.ts";

/**
 * Saves a segment, unless somebody else saved it meanwhile.
 *
 * @throws RequestFailed for any other reason why it was not saved
 */
export async function saveSegment(draft: SegmentDraft): Promise<SegmentSave> {
  const { id, ...body } = draft;
  try {
    await call(endpoints.saveSegment, { params: { id }, body });
    return { kind: "saved" };
  } catch (error) {
    if (!(error instanceof RequestFailed) || error.code !== "stale") throw error;
    return { kind: "stale", theirs: endpoints.saveSegment.output.safeParse(error.details).data };
  }
}
