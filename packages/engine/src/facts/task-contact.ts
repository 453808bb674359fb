import type { StoredTask } from "@fairflow/db";
import type { ContactQuestion } from "./may-contact.ts";
import type { StepQuestion, StepVisit } from "./task-steps.ts";

/** Tasks that reach a person: they ask the gate when they are listed and when they are opened. */
const CONTACT_TASKS: ReadonlySet<string> = new Set(["call", "visit"]);

/** The contact that a task asks for; undefined for other work. */
export function contactOfTask(task: StoredTask): ContactQuestion | undefined {
  const { kind, debtorId, accountId, clientId, step } = task;
  if (!CONTACT_TASKS.has(kind) || debtorId === null || clientId === null) return undefined;
  const contact = { debtorId, accountId, clientId, channel: kind, purpose: "collection" };
  return { ...contact, step: step ?? undefined, address: null };
}

/** The legal step that a task is where it reaches nobody: a call or visit is judged as its step when it is judged. */
export function stepOfTask(
  task: StoredTask,
): { readonly question: StepQuestion; readonly at: StepVisit } | undefined {
  const { kind, debtorId, accountId, clientId, step, runId, nodeId, visit } = task;
  if (step === null || CONTACT_TASKS.has(kind) || debtorId === null || clientId === null) {
    return undefined;
  }
  if (runId === null || nodeId === null || visit === null) return undefined;
  return {
    question: { debtorId, accountId, clientId, step },
    at: { runId, nodeId, visit },
  };
}
