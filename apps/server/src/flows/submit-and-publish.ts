import { endpoints } from "@fairflow/contract";
import { answerOf, type TestApp } from "../test-app.ts";

/** For tests: the editor submits a draft, the admin approves and publishes it. @returns what publishing answered */
export async function submitAndPublish(
  { as }: Pick<TestApp, "as">,
  draft: { readonly id: string; readonly revision: number; readonly reason: string },
  how: { readonly startsAtMs?: number; readonly sharePercent?: number } = {},
): Promise<Response> {
  const { id, revision, reason } = draft;
  const path = `/api/flows/${id}/submissions`;
  const submitted = await answerOf(
    endpoints.submitDraft,
    await as.editor("POST", path, { body: { revision, note: reason } }),
  );
  await answerOf(
    endpoints.approveSubmission,
    await as.admin("POST", `${path}/${submitted.id}/approve`, { body: {} }),
  );
  return as.admin("POST", `/api/flows/${id}/publish`, {
    body: { submission: submitted.id, reason, ...how },
  });
}
