import { addDays, type LocalDate } from "@fairflow/calendar";
import { Channel, packStanding, rulesOf, type RuleDescription } from "@fairflow/compliance";
import type { Endpoints, OutputOf } from "@fairflow/contract";
import {
  listFlows,
  portfolioLaws,
  readClock,
  readVersion,
  type Database,
  type PortfolioLaw,
} from "@fairflow/db";
import type { LawReader } from "@fairflow/engine";
import type { Flow } from "@fairflow/flow";
import { z } from "zod";
import { stepName } from "../debtors/step-words.ts";
import { storedFlow } from "../flows/parsed-flow.ts";
import { readLawState, type PackInLaw } from "./law-state.ts";
import { dayIn } from "./pack-views.ts";
import { viewOf } from "./rule-view.ts";

type Checks = OutputOf<Endpoints["flowChecks"]>;
type FlowIssue = Checks["flows"][number]["issues"][number];

/** Rules that begin or end later than this are not told of yet. */
const AHEAD_DAYS = 183;

/** What of a step the law may speak of. */
const Contacting = z.object({
  purpose: z.string().optional(),
  step: z.string().optional(),
  noticeId: z.string().optional(),
  notice: z.string().optional(),
});

interface Contact {
  readonly node: { readonly id: string; readonly name: string };
  readonly channel: string;
  readonly purpose: string;
}

interface Checking {
  readonly packs: ReadonlyMap<string, PackInLaw>;
  readonly switchedOff: ReadonlySet<string>;
  readonly portfolios: readonly PortfolioLaw[];
  readonly tzdataTooOld: ReadonlySet<string>;
  readonly today: LocalDate;
}

/** Checks every live version again, under the law of now and the dates that are to come. */
export async function flowChecks(database: Database, lawReader: LawReader): Promise<Checks> {
  const [state, law, portfolios, clock, flows] = await Promise.all([
    readLawState(database),
    lawReader.newest(database.sql),
    portfolioLaws(database.sql),
    readClock(database),
    listFlows(database),
  ]);
  const checking: Checking = {
    packs: new Map(state.packs.map((pack) => [pack.id, pack])),
    switchedOff: new Set(state.composition.switchedOff.map(({ pack, rule }) => `${pack} ${rule}`)),
    portfolios,
    tzdataTooOld: new Set(
      [...law.packs.values()].filter((pack) => pack.tzdataIsTooOld).map(({ id }) => id),
    ),
    today: dayIn(law.zones, portfolios[0]?.zone, clock.now),
  };
  const whole = packIssues(checking);
  const checked = await Promise.all(
    flows.map(async ({ id, name, live }) => {
      if (live === null) return [];
      const version = await readVersion(database, id, live.number);
      if (version === undefined) return [];
      const contacts = contactsOf(storedFlow(version.document));
      if (contacts.length === 0) return [];
      const issues = [...whole, ...contacts.flatMap((contact) => ruleIssues(checking, contact))];
      return [{ flowId: id, flowName: name, version: live.number, issues: firstDayFirst(issues) }];
    }),
  );
  return {
    revision: state.revision,
    checkedAtMs: clock.now.getTime(),
    flows: checked.flat().filter(({ issues }) => issues.length > 0),
  };
}

/** Steps that reach a person, or that the law waits upon. */
function contactsOf(flow: Flow): readonly Contact[] {
  return flow.nodes.flatMap((node) => {
    const channel = Channel.safeParse(node.type).data;
    if (channel === undefined) return [];
    const { purpose = "collection" } = Contacting.safeParse(node.config).data ?? {};
    return [{ node: { id: node.id, name: stepName(node, node.id) }, channel, purpose }];
  });
}

/** What stops or threatens a whole portfolio. */
function packIssues({ packs, portfolios, tzdataTooOld, today }: Checking): readonly FlowIssue[] {
  const byPack = new Map<string, string[]>();
  for (const { name, packIds } of portfolios) {
    for (const id of packIds) byPack.set(id, [...(byPack.get(id) ?? []), name]);
  }
  return [...byPack].flatMap(([id, names]): FlowIssue[] => {
    const inLaw = packs.get(id);
    const about = { node: null, rule: null, portfolios: names };
    if (inLaw === undefined || inLaw.activation === null) {
      const words = `Nobody has activated the rule pack ${inLaw?.pack.title ?? id}: every contact waits until an admin does.`;
      return [{ ...about, kind: "pack-not-active", words, from: null }];
    }
    const { pack } = inLaw;
    const issues: FlowIssue[] = [];
    if (tzdataTooOld.has(id)) {
      const words = `${pack.title ?? id} needs newer time-zone data than this installation has: every contact is refused.`;
      issues.push({ ...about, kind: "tzdata-too-old", words, from: null });
    }
    const standing = packStanding(pack, today);
    if (standing.kind === "stale") {
      issues.push({ ...about, kind: "pack-stale", words: standing.sentence, from: null });
    } else if (pack.reviewBy < addDays(today, AHEAD_DAYS)) {
      const words = `${pack.title ?? id} is to be reviewed again by then.`;
      issues.push({ ...about, kind: "pack-stale", words, from: addDays(pack.reviewBy, 1) });
    }
    return issues;
  });
}

/** Rules that begin or end for what a step does, in portfolios that they bind. */
function ruleIssues(checking: Checking, contact: Contact): readonly FlowIssue[] {
  const { packs, portfolios, switchedOff, today } = checking;
  const used = new Set(portfolios.flatMap(({ packIds }) => packIds));
  return [...used].flatMap((id) => {
    const inLaw = packs.get(id);
    if (inLaw === undefined) return [];
    return rulesOf(inLaw.pack).flatMap((description): FlowIssue[] => {
      const { rule } = description;
      if (switchedOff.has(`${id} ${rule.id}`) || !JUDGED.has(description.kind)) return [];
      const bound = portfolios.filter(
        (portfolio) => portfolio.packIds.includes(id) && binds(description, portfolio, contact),
      );
      if (bound.length === 0) return [];
      return changesOf(description, today).map(({ kind, from }) => ({
        kind,
        node: contact.node,
        words:
          kind === "rule-begins" ? `Begins to hold: ${rule.title}` : `Holds no more: ${rule.title}`,
        rule: viewOf([inLaw.pack], rule.id),
        portfolios: bound.map(({ name }) => name),
        from,
      }));
    });
  });
}

/** Kinds that decide whether a contact may be made. */
const JUDGED: ReadonlySet<RuleDescription["kind"]> = new Set([
  "contactWindows",
  "frequencyCaps",
  "coolDowns",
  "consent",
  "timeBars",
]);

function binds(
  { rule, severity }: RuleDescription,
  portfolio: PortfolioLaw,
  { channel, purpose }: Contact,
): boolean {
  if (severity === "info") return false;
  const { actors, channels, purposes, subdivisions, recommendedForActors } = rule.appliesTo ?? {};
  const names = (words: readonly string[] | undefined, word: string) =>
    words === undefined || words.includes(word);
  const inPlace =
    subdivisions === undefined ||
    (portfolio.subdivision !== null &&
      subdivisions.some(
        (place) =>
          portfolio.subdivision === place ||
          portfolio.subdivision?.startsWith(`${place}-`) === true,
      ));
  const bindsActor =
    names(actors, portfolio.collectorKind) ||
    (recommendedForActors ?? []).some((actor) => actor === portfolio.collectorKind);
  return inPlace && bindsActor && names(channels, channel) && names(purposes, purpose);
}

/** The days to come on which a rule begins or ends. */
function changesOf(
  { effective }: RuleDescription,
  today: LocalDate,
): readonly { readonly kind: "rule-begins" | "rule-ends"; readonly from: LocalDate }[] {
  const isAhead = (day: LocalDate) => day > today && day <= addDays(today, AHEAD_DAYS);
  return [
    ...(effective && isAhead(effective.from)
      ? [{ kind: "rule-begins" as const, from: effective.from }]
      : []),
    ...(effective?.to && isAhead(effective.to)
      ? [{ kind: "rule-ends" as const, from: effective.to }]
      : []),
  ];
}

function firstDayFirst(issues: readonly FlowIssue[]): FlowIssue[] {
  return issues.toSorted((a, b) => (a.from ?? "").localeCompare(b.from ?? ""));
}
