import type { Endpoints, InputOf, OutputOf } from "@fairflow/contract";
import {
  assignTask,
  moveTaskToTeam,
  readTask,
  recordAudit,
  type Database,
  type Keyring,
  type Transaction,
} from "@fairflow/db";
import { contactOfTask, stepOfTask, type FactDeps } from "@fairflow/engine";
import { HttpError, notFound } from "../http/http-error.ts";
import { authorNames } from "../sign-in/author-names.ts";
import { completeTask } from "../tasks/complete-task.ts";
import { listUsers } from "../sign-in/users.ts";

interface Assignment {
  readonly id: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly userId: string;
}

/**
 * Takes a task, gives it to a colleague or gives it back.
 *
 * @throws HttpError where somebody else has it by now, with who that is, or has closed it
 */
export async function assign(database: Database, assignment: Assignment): Promise<void> {
  await database.transaction(async (tx) => {
    await mustWork(tx, assignment.to);
    const assigned = await assignIn(tx, assignment);
    switch (assigned.kind) {
      case "assigned":
        return;
      case "not-open":
        if ((await readTask(tx, assignment.id)) === undefined) throw notFound("task");
        throw new HttpError("conflict", "Somebody has closed this task.");
      case "elsewhere": {
        const { assignee } = assigned;
        const whoIs = await authorNames(tx);
        throw new HttpError(
          "conflict",
          assignee === null
            ? "It was given back a moment ago. Take it if you like."
            : `${whoIs(assignee)} took it a moment ago.`,
          {
            details: {
              takenBy: assignee === null ? null : { id: assignee, name: whoIs(assignee) },
            },
          },
        );
      }
    }
  });
}

async function assignIn(tx: Transaction, { id, from, to, userId }: Assignment) {
  const assigned = await assignTask(tx, { id, from, to });
  if (assigned.kind === "assigned") {
    await recordAudit(tx, [
      {
        actor: { kind: "user", id: userId },
        action: "task.assign",
        subject: { kind: "task", id },
        before: { assignee: from },
        after: { assignee: to },
      },
    ]);
  }
  return assigned;
}

/** @throws HttpError for somebody who works on no tasks */
async function mustWork(tx: Transaction, userId: string | null): Promise<void> {
  if (userId === null) return;
  const people = await workers(tx);
  if (people.some(({ id }) => id === userId)) return;
  throw new HttpError("invalid", "Only specialists and admins work on tasks.");
}

/** Whoever may work on tasks, by name. */
export async function workers(
  tx: Transaction,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const users = await listUsers(tx);
  return users
    .filter(({ role, state }) => state === "active" && (role === "specialist" || role === "admin"))
    .map(({ id, name }) => ({ id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
}

type Change = InputOf<Endpoints["changeTasks"]>["body"];

/** Changes several pieces of work, each for itself: what cannot be is left as it is, and named with why. */
export async function changeTasks(
  deps: { readonly database: Database; readonly facts: FactDeps; readonly keyring: Keyring },
  { ids, act }: Change,
  userId: string,
): Promise<OutputOf<Endpoints["changeTasks"]>> {
  const { database } = deps;
  if (act.kind === "assign") await mustWork(database, act.to);
  const left: { id: string; why: string }[] = [];
  const distinct = [...new Set(ids)];
  for (const id of distinct) {
    const why = await changeOne(deps, { id, act, userId });
    if (why !== undefined) left.push({ id, why });
  }
  return { done: distinct.length - left.length, left };
}

/** @returns why it could not be */
async function changeOne(
  deps: { readonly database: Database; readonly facts: FactDeps; readonly keyring: Keyring },
  {
    id,
    act,
    userId,
  }: { readonly id: string; readonly act: Change["act"]; readonly userId: string },
): Promise<string | undefined> {
  const { database } = deps;
  switch (act.kind) {
    case "assign":
      return database.transaction(async (tx) => {
        const task = await readTask(tx, id);
        if (task === undefined) return "There is no such task";
        const assigned = await assignIn(tx, { id, from: task.assignee, to: act.to, userId });
        return assigned.kind === "assigned" ? undefined : "Somebody else took or closed it";
      });
    case "team":
      return database.transaction(async (tx) => {
        if (!(await moveTaskToTeam(tx, { id, team: act.team }))) return "Somebody has closed it";
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: userId },
            action: "task.move",
            subject: { kind: "task", id },
            after: { team: act.team },
          },
        ]);
        return undefined;
      });
    case "finish": {
      const task = await readTask(database, id);
      if (task === undefined) return "There is no such task";
      if (contactOfTask(task) !== undefined || stepOfTask(task) !== undefined) {
        return "Calls, visits and legal steps are finished one by one";
      }
      try {
        await completeTask(deps, { id, outcome: act.outcome, userId });
        return undefined;
      } catch (fault) {
        if (fault instanceof HttpError) return fault.message;
        throw fault;
      }
    }
  }
}
