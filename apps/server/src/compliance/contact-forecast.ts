import { addDays, instantAt, localTime, zoneNamed } from "@fairflow/calendar";
import {
  Actor,
  openings,
  type Channel,
  type CompiledPack,
  type ContactCase,
  type Opening,
  type Purpose,
} from "@fairflow/compliance";
import type { ContactForecast } from "@fairflow/contract";
import { portfolioLaws, readClock, type Database, type PortfolioLaw } from "@fairflow/db";
import { houseKey, type Law, type LawReader } from "@fairflow/engine";
import { heldHours, type OpenDay } from "./held-hours.ts";
import { ruleViews, unknownRule } from "./rule-view.ts";
import { reasonWords } from "./verdict-view.ts";

/** Whole weeks, long enough to tell a weekday's usual hours from a public holiday. */
const DAYS = 28;

export interface ForecastQuestion {
  readonly channel: Channel;
  readonly purpose: Purpose;
  /** Only these portfolios; all where it is undefined. */
  readonly portfolios: ReadonlySet<string> | undefined;
}

/** When the law will hold a message, whoever the debtor is; portfolios that it treats alike stand together. */
export async function contactForecast(
  database: Database,
  lawReader: LawReader,
  question: ForecastQuestion,
): Promise<ContactForecast[]> {
  const [law, portfolios, { now }] = await Promise.all([
    lawReader.newest(database.sql),
    portfolioLaws(database.sql),
    readClock(database),
  ]);
  const answers = portfolios
    .filter(({ id }) => question.portfolios?.has(id) ?? true)
    .flatMap((portfolio) => forecastOf(law, portfolio, { ...question, now }));
  const alike = Map.groupBy(answers, ({ kind, words }) => `${kind} ${words}`);
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : [{ ...first, portfolios: group.flatMap((each) => each.portfolios) }];
  });
}

function forecastOf(
  law: Law,
  portfolio: PortfolioLaw,
  { channel, purpose, now }: ForecastQuestion & { readonly now: Date },
): readonly ContactForecast[] {
  const zone = zoneNamed(law.zones, portfolio.zone);
  const actor = Actor.safeParse(portfolio.collectorKind).data;
  if (zone === undefined || actor === undefined) return [];
  const packs = packsOf(law, portfolio);
  const inactive = portfolio.packIds.filter((id) => law.notActive.has(id));
  const about = { portfolios: [portfolio.name] };
  if (inactive.length > 0) {
    const names = packs.flatMap(({ id, pack }) =>
      inactive.includes(id) ? [pack.title ?? id] : [],
    );
    const words = `Waits until an admin activates the rule pack ${names.join(" and ")}.`;
    return [{ ...about, kind: "inactive", words, rules: [] }];
  }
  const anybody: ContactCase = {
    zones: [portfolio.zone],
    actor,
    ...(portfolio.subdivision === null ? {} : { subdivision: portfolio.subdivision }),
    channel,
    purpose,
    debts: [{ debtId: "any", accountId: "any" }],
    states: [],
    history: [],
    notices: [],
  };
  const { date } = localTime(zone, now);
  const span = { from: instantAt(zone, date, 0), to: instantAt(zone, addDays(date, DAYS), 0) };
  const parts = openings(packs, anybody, { ...span, zone });
  return [{ ...about, ...toldOf(parts), rules: rulesIn(parts, packs) }];
}

function packsOf(law: Law, { id, packIds }: PortfolioLaw): readonly CompiledPack[] {
  return [
    law.stopFacts,
    ...packIds.flatMap((pack) => law.packs.get(pack) ?? []),
    ...packIds.flatMap(
      (pack) =>
        law.housePacks.get(houseKey(pack, id)) ?? law.housePacks.get(houseKey(pack, null)) ?? [],
    ),
  ];
}

function toldOf(parts: readonly Opening[]): Pick<ContactForecast, "kind" | "words"> {
  const open = parts.filter(({ verdict }) => verdict.kind === "allowed");
  if (open.length === 0) {
    const reasons = parts.map(({ verdict }) => reasonWords(verdict));
    const reason = reasons.find((words) => words !== null);
    return { kind: "refused", words: reason ?? "The law refuses it." };
  }
  const hours = heldHours(openDays(parts));
  if (hours === undefined) return { kind: "free", words: "May go at any time of any day." };
  return { kind: "held", words: `May be held ${hours}.` };
}

/** What is open of each day; stretches that touch are one. */
function openDays(parts: readonly Opening[]): readonly OpenDay[] {
  return [...Map.groupBy(parts, ({ date }) => date)].map(([date, of]) => {
    const open: [number, number][] = [];
    for (const { verdict, fromMinute, toMinute } of of) {
      if (verdict.kind !== "allowed") continue;
      const last = open.at(-1);
      if (last?.[1] === fromMinute) last[1] = toMinute;
      else open.push([fromMinute, toMinute]);
    }
    return { date, open };
  });
}

function rulesIn(
  parts: readonly Opening[],
  packs: readonly CompiledPack[],
): ContactForecast["rules"] {
  const views = ruleViews(packs.map(({ pack }) => pack));
  const ids = new Set(
    parts.flatMap(({ verdict }) => (verdict.kind === "allowed" ? [] : verdict.rules)),
  );
  return [...ids].map((id) => {
    const { packId, title } = views.get(id) ?? unknownRule(id);
    return { id, packId, title };
  });
}
