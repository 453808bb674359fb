import { portfolioLaws, type Database } from "@fairflow/db";
import type { LawReader } from "@fairflow/engine";

/** What of the law keeps portfolios from being contacted, whatever their flows say. */
export interface LawHealth {
  readonly revision: number;
  /** Packs of portfolios that nobody has activated, or that are not there. */
  readonly notActive: string[];
  readonly tzdataTooOld: { readonly pack: string; readonly needs: string }[];
}

export async function lawHealth({ sql }: Database, lawReader: LawReader): Promise<LawHealth> {
  const [law, portfolios] = await Promise.all([lawReader.newest(sql), portfolioLaws(sql)]);
  const used = [...new Set(portfolios.flatMap(({ packIds }) => packIds))].toSorted();
  return {
    revision: law.revision,
    notActive: used.filter((id) => law.notActive.has(id) || !law.packs.has(id)),
    tzdataTooOld: used.flatMap((id) => {
      const pack = law.packs.get(id);
      const needs = pack?.pack.timezone.minTzdata;
      return pack?.tzdataIsTooOld === true && needs !== undefined ? [{ pack: id, needs }] : [];
    }),
  };
}

/** The same in sentences, for whoever publishes a flow. */
export function lawNotices({ notActive, tzdataTooOld }: LawHealth): string[] {
  return [
    ...notActive.map(
      (id) => `Nobody has activated the rule pack ${id}: its portfolios wait until an admin does.`,
    ),
    ...tzdataTooOld.map(
      ({ pack, needs }) =>
        `The rule pack ${pack} needs time-zone data ${needs} or newer: every contact is refused.`,
    ),
  ];
}
