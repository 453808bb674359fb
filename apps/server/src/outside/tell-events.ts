import {
  ToldEvent,
  WebhookEventType,
  type OutsideEvent,
  type ToldResult,
} from "@fairflow/contract";
import {
  findSubjects,
  listToldEvents,
  readClock,
  settledUntil,
  type Database,
  type FoundSubject,
} from "@fairflow/db";
import { tell } from "@fairflow/engine";
import type { OutsideDeps } from "./outside-deps.ts";
import { rowProblems } from "./row-problems.ts";

/** Tells runs what another system saw, each event once by its teller's number. @param rows as they were sent */
export async function tellOutsideEvents(
  { database, keys, facts }: OutsideDeps,
  rows: readonly unknown[],
  system: string,
): Promise<readonly ToldResult[]> {
  const parsed = rows.map((row) => ToldEvent.safeParse(row));
  const good = parsed.flatMap((row) => (row.success ? [row.data] : []));
  const found = await findSubjects(
    database,
    keys(),
    good.map(({ account, debtor, client, portfolio }) =>
      account === undefined
        ? { kind: "debtor", reference: debtor ?? "", client }
        : { kind: "account", reference: account, client, portfolio },
    ),
  );
  const events = good.flatMap(({ id, name }, index) => {
    const subject = found[index];
    if (subject?.kind !== "found") return [];
    const { debtorId, accountId } = subject;
    const payload = { name: `custom:${name}` };
    const cause = `api:${system}:${id}`;
    return [
      { debtorId, accountId: accountId ?? undefined, kind: "custom" as const, payload, cause },
    ];
  });
  await database.transaction(async (tx) => {
    const { now } = await readClock(tx);
    await tell(facts, tx, { events, now });
  });
  const next = found.values();
  return parsed.map((row, index): ToldResult => {
    if (!row.success) {
      return { row: index + 1, result: "refused", problems: [...rowProblems(row.error)] };
    }
    return { row: index + 1, ...resultOf(next.next().value, row.data) };
  });
}

function resultOf(
  subject: FoundSubject | undefined,
  { account }: ToldEvent,
): Omit<ToldResult, "row"> {
  if (subject?.kind === "found") return { result: "told", problems: [] };
  const problem =
    subject?.kind === "ambiguous"
      ? "Several clients or portfolios use this number: name them"
      : "There is no such account or debtor";
  return {
    result: "unmatched",
    problems: [{ field: account === undefined ? "debtor" : "account", problem }],
  };
}

/** What happened, in order; what is still being written is left for the next page, so that nothing is passed over. */
export async function readOutsideEvents(
  database: Database,
  asked: {
    readonly type?: WebhookEventType | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
): Promise<{ readonly events: OutsideEvent[]; readonly next: string | null }> {
  const until = await settledUntil(database);
  const { type, cursor, limit } = asked;
  const kinds = type === undefined ? WebhookEventType.options : [type];
  const rows = await listToldEvents(database, { kinds, after: cursor, until, limit });
  return {
    events: rows.map(({ id, kind, at, payload, debtorId, accounts }) => ({
      id: `evt_${id.replaceAll("-", "")}`,
      type: kind,
      timestamp: at.toISOString(),
      data: { ...payload, debtor: debtorId, accounts },
    })),
    next: rows.at(-1)?.id ?? cursor ?? null,
  };
}
