import type { ListedCall } from "@fairflow/contract";
import {
  addressValues,
  listCalls,
  recordAudit,
  type Database,
  type Keyring,
  type ListedTask,
} from "@fairflow/db";
import { contactOfTask, mayContact, type ContactAnswer } from "@fairflow/engine";
import { verdictOf } from "../tasks/task-verdicts.ts";
import { houseRules } from "./house-rules.ts";
import type { OutsideDeps } from "./outside-deps.ts";

/** The calls that wait, each judged by the gate; only where that allows it is there a number, which is audited. */
export async function readCallList(
  { database, keys, facts }: OutsideDeps,
  asked: {
    readonly team?: string | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
    readonly keyId: string;
  },
): Promise<{ readonly calls: ListedCall[]; readonly next: string | null }> {
  const { team, cursor, limit, keyId } = asked;
  const found = await listCalls(database, { team, after: cursor, limit: limit + 1 });
  const tasks = found.slice(0, limit);
  const questions = tasks.map((task) => contactOfTask(task));
  const answers = (
    await mayContact(
      facts,
      questions.flatMap((question) => (question === undefined ? [] : [question])),
    )
  ).values();
  const judged = tasks.map((task, index) => ({
    task,
    answer: questions[index] === undefined ? undefined : answers.next().value,
  }));
  const numbers = await numbersOf(database, keys(), judged);
  if (numbers.size > 0) {
    // Numbers of people leave the installation: who took them is on record.
    await recordAudit(database, [
      {
        actor: { kind: "api", id: keyId },
        action: "call-list.take",
        subject: { kind: "api-key", id: keyId },
        after: { team, numbers: numbers.size },
      },
    ]);
  }
  const house = await houseRules(facts, database);
  return {
    calls: judged.map(({ task, answer }): ListedCall => {
      const { kind, untilMs, rules } = verdictOf(answer, house);
      const addressId = kind === "allowed" ? (answer?.address?.id ?? null) : null;
      return {
        task: task.id,
        title: task.title,
        team: task.team,
        accounts: [...task.accounts],
        dueAt: task.dueAt?.toISOString() ?? null,
        verdict: kind,
        until: untilMs === null ? null : new Date(untilMs).toISOString(),
        rules,
        phone: addressId === null ? null : (numbers.get(addressId) ?? null),
        outcomes: [...task.outcomes],
      };
    }),
    next: found.length > limit ? (tasks.at(-1)?.id ?? null) : null,
  };
}

interface Judged {
  readonly task: ListedTask;
  readonly answer: ContactAnswer | undefined;
}

async function numbersOf(
  database: Database,
  keyring: Keyring,
  judged: readonly Judged[],
): Promise<ReadonlyMap<string, string>> {
  const allowed = judged.flatMap(({ answer }) =>
    answer?.judgement?.verdict.kind === "allowed" && answer.address?.id != null
      ? [answer.address.id]
      : [],
  );
  const rows = await addressValues(database, [...new Set(allowed)]);
  return new Map(
    rows.map(({ id, value }) => [
      id,
      keyring.decryptText({ table: "address", column: "value", row: id }, value),
    ]),
  );
}
