import { localTime, zoneNamed, type Zone } from "@fairflow/calendar";
import { businessCalendar, untilWords } from "@fairflow/compliance";
import type { WaitForecast } from "@fairflow/contract";
import type { Criteria, FactValues } from "@fairflow/criteria";
import {
  loadFacts,
  portfolioLaws,
  readClock,
  sampleMatching,
  type Database,
  type PortfolioLaw,
} from "@fairflow/db";
import type { Law, LawReader } from "@fairflow/engine";
import { DEFAULT_SETTINGS, type FlowNode } from "@fairflow/flow";
import { compileLibrary, type BoundNode, type NodeContext } from "@fairflow/interpreter";
import { catalog } from "@fairflow/nodes";
import { HttpError } from "../http/http-error.ts";
import { askAccounts } from "../segments/ask-accounts.ts";
import { portfoliosOf } from "../segments/portfolios-of.ts";
import { readLiveLibrary, type LiveLibrary } from "./live-library.ts";

const SAMPLE = 20;
const MINUTE_MS = 60_000;
const EVERYONE: Criteria = { kind: "all", of: [] };

export interface WaitQuestion {
  readonly config: FlowNode["config"];
  readonly segment: string | undefined;
}

/** Until when somebody who comes to a wait now would wait; portfolios where that is the same stand together. */
export async function waitForecast(
  database: Database,
  lawReader: LawReader,
  { config, segment }: WaitQuestion,
): Promise<WaitForecast[]> {
  const live = await readLiveLibrary(database);
  const node = finishedWait(config, live);
  const [law, all, { now }, chosen] = await Promise.all([
    lawReader.newest(database.sql),
    portfolioLaws(database.sql),
    readClock(database),
    segment === undefined ? undefined : portfoliosOf(database, segment),
  ]);
  const portfolios = all.filter(({ id }) => chosen?.has(id) ?? true);
  const criteria = live.library.segments.get(segment ?? "")?.criteria ?? EVERYONE;
  const facts = await sampledFacts(database, { node, criteria, live });
  const outcomeOf = node.prepare(compileLibrary(live.library));
  const told = portfolios.flatMap((portfolio) => {
    const zone = zoneNamed(law.zones, portfolio.zone);
    if (zone === undefined) return [];
    const place = contextOf({ law, portfolio, zone, now });
    const words = sentenceOf(
      facts.map((values) => outcomeOf({ ...place, values })),
      { zone, ofSample: dependsOnAccount(node) },
    );
    return [{ portfolios: [portfolio.name], words }];
  });
  return [...Map.groupBy(told, ({ words }) => words)].map(([words, group]) => ({
    portfolios: group.flatMap((each) => each.portfolios),
    words,
  }));
}

/** @throws HttpError for settings with which no run could wait */
function finishedWait(config: FlowNode["config"], { library, fields }: LiveLibrary): BoundNode {
  const binding = catalog.wait.bind(config);
  const [problem] = binding.ok ? binding.node.problems : binding.problems;
  if (!binding.ok || problem !== undefined) {
    throw new HttpError("invalid", problem?.message ?? "The wait is not finished.");
  }
  const { calendars = [], fields: read = [] } = binding.node.references;
  const missing = [
    ...calendars.filter((name) => !library.calendars.has(name)),
    ...read.flatMap(({ id }) => (fields.has(id) ? [] : [id])),
  ];
  if (missing.length > 0) throw new HttpError("invalid", `There is no ${missing.join(", ")}.`);
  return binding.node;
}

function dependsOnAccount({ references }: BoundNode): boolean {
  return (references.fields ?? []).length > 0;
}

/** The facts that the wait reads, of some accounts; of nobody in particular where it reads none. */
async function sampledFacts(
  database: Database,
  asked: { readonly node: BoundNode; readonly criteria: Criteria; readonly live: LiveLibrary },
): Promise<readonly FactValues[]> {
  const read = asked.node.references.fields ?? [];
  if (!dependsOnAccount(asked.node)) return [{}];
  const custom = asked.live.customFields;
  const only = new Set(read.map(({ id }) => id));
  const found = await askAccounts(
    database,
    { criteria: asked.criteria, custom },
    async (tx, question) => {
      const sample = await sampleMatching(tx, question, SAMPLE);
      const accounts = sample.map(({ accountId }) => accountId);
      return loadFacts(tx, { of: { accounts }, today: question.today, custom, only });
    },
  );
  return found
    .flat()
    .slice(0, SAMPLE)
    .map(({ values }) => values);
}

function contextOf(of: {
  readonly law: Law;
  readonly portfolio: PortfolioLaw;
  readonly zone: Zone;
  readonly now: Date;
}): Omit<NodeContext, "values"> {
  const { law, portfolio, zone, now } = of;
  const [pack] = portfolio.packIds.flatMap((id) => law.packs.get(id) ?? []);
  return {
    nowMs: now.getTime(),
    today: localTime(zone, now).date,
    zone,
    calendar: businessCalendar(pack ?? law.stopFacts, portfolio.subdivision ?? undefined),
    settings: DEFAULT_SETTINGS,
    disputeOpen: false,
    answer: null,
    share: () => 0,
  };
}

function sentenceOf(
  outcomes: readonly ReturnType<ReturnType<BoundNode["prepare"]>>[],
  { zone, ofSample }: { readonly zone: Zone; readonly ofSample: boolean },
): string {
  const moments = outcomes
    .flatMap((outcome) => (outcome.kind === "sleep" ? [outcome.untilMs] : []))
    .toSorted((one, other) => one - other);
  const [first] = moments;
  const last = moments.at(-1);
  if (outcomes.length === 0) return "There is no account now of which the day could be known.";
  if (first === undefined || last === undefined) {
    return ofSample
      ? `${sampleWords(outcomes.length)}, all would go on at once.`
      : "Whoever comes here now goes on at once.";
  }
  const from = untilWords(minuteAfter(first), zone);
  if (!ofSample) return `Whoever comes here now goes on ${from}.`;
  const passing = outcomes.length - moments.length;
  const span = first === last ? from : `between ${from} and ${untilWords(minuteAfter(last), zone)}`;
  const others =
    passing === 0 ? "all would go on" : `${passing} would go on at once and the others`;
  return `${sampleWords(outcomes.length)}, ${others} ${span}.`;
}

/** Nobody plans a wait to the second. */
function minuteAfter(ms: number): Date {
  return new Date(Math.ceil(ms / MINUTE_MS) * MINUTE_MS);
}

function sampleWords(count: number): string {
  return `Of ${count} ${count === 1 ? "account" : "accounts"} drawn by lot`;
}
