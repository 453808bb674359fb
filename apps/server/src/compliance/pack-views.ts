import { localTime, zoneNamed, type LocalDate, type Zones } from "@fairflow/calendar";
import {
  isOlder,
  mayBeSwitchedOff,
  packStanding,
  rulesInWords,
  rulesOf,
  type RuleDescription,
} from "@fairflow/compliance";
import type { Pack, PackRule } from "@fairflow/contract";
import { packDocuments, portfolioLaws, readClock, type Database } from "@fairflow/db";
import { STOP_FACTS, type Composition, type LawReader } from "@fairflow/engine";
import { nameOf, userNames } from "../sign-in/users.ts";
import { readLawState, type PackInLaw } from "./law-state.ts";
import { ruleView } from "./rule-view.ts";

/** Every pack of the installation with its rules in words. */
export async function packViews(
  database: Database,
  lawReader: LawReader,
): Promise<{ readonly revision: number; readonly nowMs: number; readonly packs: Pack[] }> {
  const [state, law, clock, names, portfolios] = await Promise.all([
    readLawState(database),
    lawReader.newest(database.sql),
    readClock(database),
    userNames(database),
    portfolioLaws(database.sql),
  ]);
  const today = dayIn(law.zones, portfolios[0]?.zone, clock.now);
  const packs = await Promise.all(
    state.packs.map(async (each): Promise<Pack> => {
      const { pack } = each;
      const { kind, isDraft } = packStanding(pack, today);
      return {
        id: each.id,
        title: pack.title ?? each.id,
        jurisdiction: {
          country: pack.jurisdiction.country,
          subdivisions: [...(pack.jurisdiction.subdivisions ?? [])],
        },
        version: each.version,
        digest: each.digest,
        effective: datesOf(pack.effective),
        reviewedAt: pack.reviewedAt,
        reviewBy: pack.reviewBy,
        isStale: kind === "stale",
        isDraft,
        disclaimer: pack.disclaimer ?? null,
        holdsEverywhere: each.id === STOP_FACTS,
        minTzdata: pack.timezone.minTzdata ?? null,
        tzdata: law.zones.tzdata,
        tzdataIsTooOld:
          pack.timezone.minTzdata !== undefined &&
          isOlder(law.zones.tzdata, pack.timezone.minTzdata),
        active: activeView(each),
        newer: await newerThan(database, each),
        portfolios: portfolios
          .filter(({ packIds }) => packIds.includes(each.id))
          .map(({ id, name, clientName }) => ({ id, name, client: clientName })),
        rules: packRules(each, { composition: state.composition, names, today }),
      };
    }),
  );
  return { revision: state.revision, nowMs: clock.now.getTime(), packs };
}

/** The day of the first portfolio; packs change on days, and which of several zones it is hardly matters. */
export function dayIn(zones: Zones, name: string | undefined, now: Date): LocalDate {
  const zone = zoneNamed(zones, name ?? "UTC") ?? zoneNamed(zones, "UTC");
  if (zone === undefined) throw new RangeError("The zone table has no UTC");
  return localTime(zone, now).date;
}

function activeView({ activation }: PackInLaw): Pack["active"] {
  if (activation === null) return null;
  const { name, role, reason, atMs } = activation;
  return { by: name, role, reason, atMs };
}

/** The latest version that came after the one in use, where there is one. */
async function newerThan(database: Database, inUse: PackInLaw): Promise<Pack["newer"]> {
  const [latest] = await packDocuments(database.sql, inUse.id);
  if (latest === undefined || latest.digest === inUse.digest) return null;
  if (latest.firstSeen <= inUse.firstSeen) return null;
  const { digest, version, firstSeen } = latest;
  return { digest, version, firstSeenMs: firstSeen.getTime() };
}

function packRules(
  { id, pack }: PackInLaw,
  of: {
    readonly composition: Composition;
    readonly names: ReadonlyMap<string, string>;
    readonly today: LocalDate;
  },
): PackRule[] {
  const descriptions = new Map(rulesOf(pack).map((each) => [each.rule.id, each]));
  return rulesInWords(pack).flatMap((words) => {
    const description = descriptions.get(words.ruleId);
    if (description === undefined) return [];
    const { kind, severity, authority, profile, override, effective } = description;
    const off = of.composition.switchedOff.find(
      (each) => each.pack === id && each.rule === words.ruleId,
    );
    return [
      {
        ...ruleView(words),
        kind,
        severity,
        authority,
        profile,
        override,
        effective: effective === undefined ? null : datesOf(effective),
        isInForce: isInForce(effective ?? pack.effective, of.today),
        contested: words.contested ?? null,
        notes: words.notes ?? null,
        maySwitchOff: words.maySwitchOff,
        whyNot: whyNotSwitchedOff(description),
        switchedOff:
          off === undefined
            ? null
            : { by: nameOf(of.names, off.by), reason: off.reason, atMs: off.atMs },
      },
    ];
  });
}

interface Dates {
  readonly from: LocalDate;
  readonly to?: LocalDate | null | undefined;
}

export function datesOf({ from, to }: Dates): { from: LocalDate; until: LocalDate | null } {
  return { from, until: to ?? null };
}

function isInForce({ from, to }: Dates, today: LocalDate): boolean {
  return from <= today && (!to || today < to);
}

/** Why nobody may switch a rule off; null where an admin may. */
export function whyNotSwitchedOff({ rule }: RuleDescription): string | null {
  if (mayBeSwitchedOff(rule)) return null;
  if (rule.profile === "statutory") {
    return "The law asks for it: statutory rules have no switch.";
  }
  if (rule.override === "admin_with_reason") {
    return "It protects what the debtor did or said, such as a dispute or an opt-out, and ends only by its own event.";
  }
  return "The pack does not leave it to an admin.";
}
