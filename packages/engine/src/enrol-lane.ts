import { zoneNamed, type Zones } from "@fairflow/calendar";
import { readClock, type Database, type Transaction } from "@fairflow/db";
import { enrol, type Candidates } from "./enrol.ts";
import { enrollingFlows, type LiveFlow } from "./enrolling-flows.ts";
import { isoTime } from "./iso-time.ts";
import { LOCK } from "./locks.ts";
import { scheduleOccurred, type Schedule } from "./schedule-occurred.ts";
import type { LawReader } from "./law/law-reader.ts";

/** An occurrence that no worker was there for is made up for so long; then it is left to the next one. */
const CATCH_UP_MS = 24 * 3_600_000;

/**
 * Takes the accounts of a lane into every live flow whose start admits them now: those entered by a segment at any time,
 * those entered by a schedule once each time that it comes round.
 *
 * @returns how many runs began
 */
export async function enrolLane(
  { database, law }: { readonly database: Database; readonly law: LawReader },
  lane: number,
): Promise<number> {
  // Flows that are entered by hand, by another system or at an event are told whom to take in.
  const flows = await enrollingFlows(database.sql, ["segment", "schedule"]);
  let begun = 0;
  for (const flow of flows) {
    begun += await database.transaction(async (tx) => {
      // Only the holder of the lane's lock writes runs.
      await tx.sql`select pg_advisory_xact_lock(${LOCK.lane}, ${lane})`;
      const { now } = await readClock(tx);
      const nowMs = now.getTime();
      const { zones } = await law.newest(tx.sql);
      const candidates = await candidatesNow(tx, { zones, flow, lane, nowMs });
      return enrol(tx, { flow, candidates, zones, nowMs });
    });
  }
  return begun;
}

interface Pass {
  readonly zones: Zones;
  readonly flow: LiveFlow;
  readonly lane: number;
  readonly nowMs: number;
}

async function candidatesNow(tx: Transaction, pass: Pass): Promise<Candidates> {
  const { entry } = pass.flow;
  if (entry.kind !== "schedule") return { lane: pass.lane };
  return { lane: pass.lane, portfolioZones: await zonesWhereItOccurred(tx, pass, entry) };
}

/**
 * The portfolios' zones in which the schedule has come round since the lane's last pass. A version's first pass, which
 * publishing asks for, only notes where the next one begins.
 */
async function zonesWhereItOccurred(
  { sql }: Transaction,
  { zones, flow, lane, nowMs }: Pass,
  schedule: Schedule,
): Promise<readonly string[]> {
  const [last] = await sql<{ until: Date }[]>`
    select until from schedule_taken where version_id = ${flow.versionId} and lane = ${lane}`;
  await sql`
    insert into schedule_taken (version_id, lane, until) values (${flow.versionId}, ${lane}, ${isoTime(nowMs)})
    on conflict (version_id, lane) do update set until = excluded.until`;
  if (last === undefined) return [];
  const span = { afterMs: Math.max(last.until.getTime(), nowMs - CATCH_UP_MS), untilMs: nowMs };
  const portfolios = await sql<{ zone: string }[]>`select distinct zone from portfolio`;
  return portfolios.flatMap(({ zone: name }) => {
    const zone = zoneNamed(zones, name);
    return zone !== undefined && scheduleOccurred(schedule, zone, span) ? [name] : [];
  });
}
