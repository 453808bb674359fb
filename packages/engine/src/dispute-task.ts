/** The kind of a dispute's task. */
export const DISPUTE_TASK = "dispute";

/** What a person may decide. */
export const DECISION_OUTCOMES = [
  { id: "accepted", label: "Accepted" },
  { id: "partly-accepted", label: "Partly accepted" },
  { id: "rejected", label: "Rejected" },
] as const;

/** What a person may say of a question, a complaint or a reminder: the disputes desk is where it is answered. */
export const CASE_OUTCOMES = [
  { id: "on-the-desk", label: "Goes on at the disputes desk" },
] as const;

/** Whether a task that a run asks for is to decide a dispute: nothing else offers exactly these answers. */
export function isDisputeTask(outcomes: readonly { readonly id: string }[]): boolean {
  return (
    outcomes.length === DECISION_OUTCOMES.length &&
    DECISION_OUTCOMES.every(({ id }) => outcomes.some((outcome) => outcome.id === id))
  );
}
