import type { Zones } from "@fairflow/calendar";
import { compilePack, type CompiledPack } from "../compile-pack.ts";
import type { ContactCase } from "../contact-case.ts";
import type { HolidayTables } from "../holiday-tables.ts";
import { permit } from "../permit.ts";
import type { RulePack } from "../rule-pack.ts";
import type { Verdict } from "../verdict.ts";
import type { PackInUse, World } from "./moment.ts";
import { askOracle, type OracleAnswer } from "./oracle.ts";
import { randomCase, type CaseKit, type RandomCase } from "./random-case.ts";

/** How far the oracle walks before it gives up looking for an opening. */
const HORIZON_MS = 33 * 86_400_000;
/** The gate looks at 50 instants at least half a day apart in each of up to three zones before it says "no opening". */
const PATIENCE_MS = 8 * 86_400_000;
const HOUR_MS = 3_600_000;

/** What came of one case. */
export interface CaseResult {
  readonly agree: boolean;
  readonly kind: Verdict["kind"];
  /** The rules that refused, warned or withheld the fee without another that did the same. */
  readonly decidedBy: readonly string[];
  readonly gate: Verdict;
  readonly oracle: OracleAnswer;
}

export type Judge = (one: RandomCase) => CaseResult;

/** Puts cases to the gate and to the oracle. Packs are compiled once for each way in which they are used. */
export function agreementOf(
  kit: CaseKit,
  tables: { readonly zones: Zones; readonly holidays: HolidayTables },
): Judge {
  const tablesEnd = Date.parse(kit.holidays.to);
  const lastDays: World["lastDays"] = new WeakMap();
  const compiled = new Map<RulePack, Map<string, CompiledPack>>();
  const compile = ({ pack, switchedOff, everyProfile }: PackInUse): CompiledPack => {
    if (pack.id === "made-up") return compilePack(pack, tables, { switchedOff, everyProfile });
    const ways = compiled.get(pack) ?? new Map<string, CompiledPack>();
    compiled.set(pack, ways);
    const way = `${switchedOff.length} ${everyProfile}`;
    const ready = ways.get(way) ?? compilePack(pack, tables, { switchedOff, everyProfile });
    ways.set(way, ready);
    return ready;
  };
  return ({ packs, contactCase, now }) => {
    const gate = permit(packs.map(compile), contactCase, new Date(now));
    const oracle = askOracle(
      { packs, contactCase, holidays: kit.holidays, clocks: kit.clocks, lastDays },
      now,
      { horizon: now + HORIZON_MS, turningPoints: turningPoints(packs, contactCase) },
    );
    return {
      agree:
        agrees(gate, oracle, now) ||
        // What is shut until after the tables' end for one reason may be so for another that needs them.
        (isUncovered(gate) && now + HORIZON_MS > tablesEnd && !isAllowedSometime(oracle)),
      kind: gate.kind,
      decidedBy: decidedBy(oracle),
      gate,
      oracle,
    };
  };
}

/** The smallest case that is still judged in two ways: what can be left out is. */
function shrink(judge: Judge, found: RandomCase): RandomCase {
  let smallest = found;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const candidate of smaller(smallest)) {
      if (judge(candidate).agree) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

/** A case as somebody reads it who has to find out which of the two is wrong. */
export function describeCase(kit: CaseKit, seed: number, index: number, judge: Judge): string {
  const small = shrink(judge, randomCase(kit, seed, index));
  const { gate, oracle } = judge(small);
  const packs = small.packs.map(({ pack, ...use }) => ({
    ...use,
    pack: pack.id === "made-up" ? pack : pack.id,
  }));
  return JSON.stringify(
    { seed, index, now: new Date(small.now), contactCase: small.contactCase, packs, gate, oracle },
    null,
    1,
  );
}

function isUncovered(gate: Verdict): boolean {
  return gate.kind === "forbidden" && gate.reason === "dates-not-covered";
}

function isAllowedSometime(oracle: OracleAnswer): boolean {
  return oracle.kind === "judged" && oracle.allowedAt !== undefined;
}

function agrees(gate: Verdict, oracle: OracleAnswer, now: number): boolean {
  const { warnings, withoutFee } = gate;
  if (gate.kind === "forbidden" && gate.reason !== "rules" && gate.reason !== "no-opening") {
    if (gate.reason === "dates-not-covered") {
      return oracle.kind === "judged" ? oracle.leftTheTables : oracle.reason === gate.reason;
    }
    if (oracle.kind === "cannot judge") return oracle.reason === gate.reason;
    // A pack went out of force before its rules opened.
    return (
      gate.reason === "pack-not-in-force" &&
      oracle.allowedAt === undefined &&
      sameSet(gate.rules, oracle.rules)
    );
  }
  if (oracle.kind === "cannot judge") return false;
  const rules = gate.kind === "allowed" ? [] : gate.rules;
  const same =
    sameSet(rules, oracle.rules) &&
    sameSet(warnings, oracle.warnings) &&
    sameSet(withoutFee, oracle.withoutFee);
  if (gate.kind === "allowed") return same && oracle.allowedAt === now;
  if (gate.kind === "forbidden" && gate.reason === "no-opening") {
    // Of rules that open together only once in a long while the gate says that they never do.
    return same && (oracle.allowedAt ?? Number.POSITIVE_INFINITY) > now + PATIENCE_MS;
  }
  const until = gate.kind === "deferred" ? gate.until.getTime() : Number.POSITIVE_INFINITY;
  return same && oracle.allowedAt === (until > now + HORIZON_MS ? undefined : until);
}

function decidedBy(oracle: OracleAnswer): readonly string[] {
  if (oracle.kind === "cannot judge") return [];
  return [oracle.rules, oracle.warnings, oracle.withoutFee].flatMap((ids) =>
    ids.length === 1 ? ids : [],
  );
}

/** Instants, midnights apart, at which a rule may change its mind: events, and events so many hours ago. */
function turningPoints(packs: readonly PackInUse[], contactCase: ContactCase): readonly number[] {
  const lengths = packs.flatMap(({ pack }) => [
    ...(pack.rules.frequencyCaps ?? []).flatMap(({ window }) =>
      window.kind === "rolling_hours" ? window.length * HOUR_MS : [],
    ),
    ...(pack.rules.coolDowns ?? []).flatMap(({ duration: { unit, value } }) =>
      unit === "hour" ? value * HOUR_MS : unit === "minute" ? (value * HOUR_MS) / 60 : [],
    ),
  ]);
  const attempts = contactCase.history.map(({ at }) => at.getTime());
  const states = contactCase.states.flatMap(({ since, until }) =>
    [since, until].flatMap((edge) => (edge instanceof Date ? edge.getTime() : [])),
  );
  return [
    ...attempts,
    ...states,
    ...attempts.flatMap((at) => lengths.map((length) => at + length)),
  ];
}

function* smaller({ contactCase, packs, now }: RandomCase): Generator<RandomCase> {
  for (const [index] of packs.entries()) {
    if (packs.length > 1) yield { contactCase, now, packs: packs.toSpliced(index, 1) };
  }
  for (const list of ["history", "states", "notices", "zones"] as const) {
    for (const [index] of contactCase[list].entries()) {
      const shorter = contactCase[list].toSpliced(index, 1);
      yield { packs, now, contactCase: { ...contactCase, [list]: shorter } };
    }
  }
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
