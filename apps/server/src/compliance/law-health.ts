import type { LocalDate } from "@fairflow/calendar";
import { packStanding, type CompiledPack } from "@fairflow/compliance";
import type { PackHealth } from "@fairflow/contract";
import { portfolioLaws, readClock, type Database } from "@fairflow/db";
import type { LawReader } from "@fairflow/engine";
import { dayIn } from "./pack-views.ts";

/** How the law stands, and what of it keeps portfolios from being contacted, whatever their flows say. */
export interface LawHealth {
  readonly revision: number;
  readonly packs: PackHealth[];
  /** Packs of portfolios that nobody has activated, or that are not there. */
  readonly notActive: string[];
  readonly tzdataTooOld: { readonly pack: string; readonly needs: string }[];
}

export async function lawHealth(database: Database, lawReader: LawReader): Promise<LawHealth> {
  const [law, portfolios, { now }] = await Promise.all([
    lawReader.newest(database.sql),
    portfolioLaws(database.sql),
    readClock(database),
  ]);
  const used = new Set(portfolios.flatMap(({ packIds }) => packIds));
  const today = dayIn(law.zones, portfolios[0]?.zone, now);
  const packs = [...law.packs.values()]
    .map((compiled) =>
      packHealth(compiled, {
        today,
        isActive: !law.notActive.has(compiled.id),
        isUsed: used.has(compiled.id),
      }),
    )
    .toSorted((one, other) => one.id.localeCompare(other.id));
  return {
    revision: law.revision,
    packs,
    notActive: [...used]
      .filter((id) => law.notActive.has(id) || !law.packs.has(id))
      .toSorted((one, other) => one.localeCompare(other)),
    tzdataTooOld: packs.flatMap(({ id, isUsed, tzdataIsTooOld, minTzdata }) =>
      isUsed && tzdataIsTooOld && minTzdata !== null ? [{ pack: id, needs: minTzdata }] : [],
    ),
  };
}

function packHealth(
  { id, pack, tzdataIsTooOld }: CompiledPack,
  of: { readonly today: LocalDate; readonly isActive: boolean; readonly isUsed: boolean },
): PackHealth {
  const { kind, isDraft } = packStanding(pack, of.today);
  return {
    id,
    title: pack.title ?? id,
    version: pack.version,
    isActive: of.isActive,
    isUsed: of.isUsed,
    reviewBy: pack.reviewBy,
    isStale: kind === "stale",
    isDraft,
    minTzdata: pack.timezone.minTzdata ?? null,
    tzdataIsTooOld,
  };
}

/** The same in sentences, for whoever publishes a flow. */
export function lawNotices({
  packs,
  notActive,
  tzdataTooOld,
}: Pick<LawHealth, "packs" | "notActive" | "tzdataTooOld">): string[] {
  return [
    ...notActive.map(
      (id) => `Nobody has activated the rule pack ${id}: its portfolios wait until an admin does.`,
    ),
    ...tzdataTooOld.map(
      ({ pack, needs }) =>
        `The rule pack ${pack} needs time-zone data ${needs} or newer: every contact is refused.`,
    ),
    ...packs.flatMap(({ id, isUsed, isStale, reviewBy }) =>
      isUsed && isStale
        ? [`The rule pack ${id} was to be reviewed by ${reviewBy}: the law may have changed since.`]
        : [],
    ),
  ];
}
