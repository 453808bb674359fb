import type { Sql } from "@fairflow/db";
import type { Trouble } from "./trouble.ts";

/** Real time: a provider that tells what became of messages does so within minutes. */
const SILENT_AFTER_MS = 60 * 60_000;

interface TroubledProvider {
  readonly id: string;
  readonly name: string;
  readonly failures: number;
  readonly rests_until: Date | null;
  readonly answered_at: Date | null;
  readonly answer: string | null;
  readonly unheard_since: Date | null;
}

/** Providers whose breaker is open, and those that took messages and told nothing of them. */
export async function providerTroubles(
  sql: Sql,
  realNow: Date,
  tellsOf: ReadonlySet<string>,
): Promise<readonly Trouble[]> {
  const silentBefore = new Date(realNow.getTime() - SILENT_AFTER_MS);
  const rows = await sql<TroubledProvider[]>`
    select provider.id::text as id, name, failures, rests_until, answered_at, answer, unheard_since
    from provider_pace join provider on provider.id::text = provider_pace.provider
    where is_on and (rests_until is not null or unheard_since < ${silentBefore}) order by name`;
  return rows.flatMap((row) => [
    ...(row.rests_until === null ? [] : [restingTrouble(row, row.rests_until)]),
    ...(row.unheard_since === null || row.unheard_since >= silentBefore || !tellsOf.has(row.id)
      ? []
      : [silentTrouble(row, row.unheard_since)]),
  ]);
}

function restingTrouble(row: TroubledProvider, restsUntil: Date): Trouble {
  return {
    kind: "provider-resting",
    id: row.id,
    about: row.name,
    since: row.answered_at ?? restsUntil,
    code: row.answer,
    facts: { failures: row.failures, restsUntilMs: restsUntil.getTime() },
    flowId: null,
    people: [],
    peopleCount: null,
    actions: ["retry", "hand-over"],
  };
}

function silentTrouble(row: TroubledProvider, since: Date): Trouble {
  return {
    kind: "provider-silent",
    id: row.id,
    about: row.name,
    since,
    code: null,
    facts: {},
    flowId: null,
    people: [],
    peopleCount: null,
    actions: ["retry", "hand-over"],
  };
}

/** A provider told what became of a message: it is not silent. Nothing is written where nobody wonders. */
export async function providerWasHeard(sql: Sql, provider: string): Promise<void> {
  await sql`
    update provider_pace set unheard_since = null where provider = ${provider} and unheard_since is not null`;
}
