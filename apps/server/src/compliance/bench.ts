import { addDays, instantAt, localTime, zoneNamed, type Zone } from "@fairflow/calendar";
import { compilePack, type CompiledPack, type ContactCase } from "@fairflow/compliance";
import type { Endpoints, OutputOf } from "@fairflow/contract";
import type { Database } from "@fairflow/db";
import { houseKey, programLaw, STOP_FACTS, type LawReader } from "@fairflow/engine";
import { HttpError } from "../http/http-error.ts";
import { readLawState } from "./law-state.ts";
import { gateWeek } from "./gate-week.ts";
import { verdictView } from "./verdict-view.ts";

export interface BenchQuestion {
  readonly case: ContactCase;
  readonly packs: readonly string[];
  readonly houseRules: boolean;
  readonly portfolioId: string | null;
  readonly atMs: number;
}

type Answer = OutputOf<Endpoints["bench"]>;

const DAYS = 7;

/** Puts a made-up case before the gate, under packs that may not be active yet. */
export async function askBench(
  database: Database,
  lawReader: LawReader,
  question: BenchQuestion,
): Promise<Answer> {
  const [law, { packs, composition }] = await Promise.all([
    lawReader.newest(database.sql),
    readLawState(database),
  ]);
  const tables = { zones: law.zones, holidays: programLaw.holidays };
  const chosen = [STOP_FACTS, ...question.packs.filter((id) => id !== STOP_FACTS)].map((id) => {
    const known = packs.find((each) => each.id === id);
    if (known === undefined) throw new HttpError("invalid", `There is no rule pack ${id}.`);
    return known;
  });
  const compiled: CompiledPack[] = chosen.map(({ id, pack }) =>
    compilePack(pack, tables, {
      switchedOff: composition.switchedOff.flatMap((off) => (off.pack === id ? [off.rule] : [])),
    }),
  );
  const house = question.houseRules
    ? chosen.flatMap(
        ({ id }) =>
          law.housePacks.get(houseKey(id, question.portfolioId)) ??
          law.housePacks.get(houseKey(id, null)) ??
          [],
      )
    : [];
  const at = new Date(question.atMs);
  const asked = { packs: [...compiled, ...house], contactCase: question.case, at };
  const zone = zoneToShow(question.case, compiled);
  const week = weekFrom(zone, at);
  return {
    verdict: verdictView(asked),
    zone: zone.name,
    week: gateWeek(asked, { ...week, zone }),
    packs: chosen.map(({ id, version, activation }) => ({
      id,
      version,
      isActive: activation !== null,
    })),
  };
}

/** The debtor's first, or the first of the place. */
function zoneToShow({ zones }: ContactCase, packs: readonly CompiledPack[]): Zone {
  const place = packs.find(({ id }) => id !== STOP_FACTS) ?? packs[0];
  const named = zones.flatMap((name) => (place && zoneNamed(place.zones, name)) ?? []);
  const zone = named[0] ?? place?.countryZones[0];
  if (zone === undefined) throw new HttpError("invalid", "Name a zone that exists.");
  return zone;
}

/** Seven whole days, the first of them that of the instant. */
function weekFrom(zone: Zone, at: Date): { readonly from: Date; readonly to: Date } {
  try {
    const { date } = localTime(zone, at);
    return { from: instantAt(zone, date, 0), to: instantAt(zone, addDays(date, DAYS), 0) };
  } catch (cause) {
    throw new HttpError("invalid", "The zone table does not reach this day.", { cause });
  }
}
