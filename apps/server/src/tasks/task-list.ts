import type { Role, TaskSummary, TaskVerdict } from "@fairflow/contract";
import { listDebtors, readClock, type Database, type Keyring, type StoredTask } from "@fairflow/db";
import { stepTitle } from "../debtors/step-title.ts";
import { authorNames } from "../sign-in/author-names.ts";
import { maskedName, maskedNumber, seesPeople } from "../debtors/masking.ts";

interface Reading {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly role: Role;
}

/** Tasks as screens list them, with whom they concern. */
export async function taskSummaries(
  { database, keyring, role }: Reading,
  tasks: readonly StoredTask[],
  verdicts: ReadonlyMap<string, TaskVerdict>,
): Promise<readonly TaskSummary[]> {
  const ids = [...new Set(tasks.flatMap(({ debtorId }) => debtorId ?? []))];
  const [{ now }, whoIs] = await Promise.all([readClock(database), authorNames(database)]);
  const people =
    ids.length === 0 ? [] : await listDebtors(database, keyring, { ids, limit: ids.length, now });
  const personOf = new Map(people.map((person) => [person.id, person]));
  const isUnmasked = seesPeople(role);
  return tasks.map((task) => {
    const person = task.debtorId === null ? undefined : personOf.get(task.debtorId);
    const reference = person?.reference ?? "";
    const name = person?.name ?? "";
    return {
      id: task.id,
      kind: task.kind,
      title: task.title,
      team: task.team,
      assignee: task.assignee === null ? null : { id: task.assignee, name: whoIs(task.assignee) },
      status: task.status,
      priority: task.priority,
      dueAtMs: task.dueAt?.getTime() ?? null,
      callBackAtMs: task.callBackAt?.getTime() ?? null,
      createdAtMs: task.createdAt.getTime(),
      debtor:
        task.debtorId === null
          ? null
          : {
              id: task.debtorId,
              reference: isUnmasked ? reference : maskedNumber(reference),
              name: isUnmasked ? name : maskedName(name),
            },
      accountId: task.accountId,
      step: task.step === null ? null : { id: task.step, words: stepTitle(task.step) },
      verdict: verdicts.get(task.id) ?? null,
    };
  });
}
