import { addDays, instantAt, zoneNamed, type LocalDate } from "@fairflow/calendar";
import {
  Actor,
  legalLibrary,
  permit,
  refusalWords,
  rulesOf,
  type ContactCase,
  type RuleDescription,
} from "@fairflow/compliance";
import type { Contact } from "./flow-contacts.ts";
import { AHEAD_DAYS, type Checking, type FlowIssue } from "./flow-issue.ts";
import { ruleBinds } from "./rule-binds.ts";
import { viewOf } from "./rule-view.ts";

/** What the law says against one step of a flow, now or soon. */
export function contactIssues(checking: Checking, contact: Contact): readonly FlowIssue[] {
  return [
    ...unknownWords(checking, contact),
    ...refusals(checking, contact),
    ...ruleIssues(checking, contact),
  ];
}

/** Notices and legal steps that no pack of the portfolios knows any more. */
function unknownWords({ packs, portfolios }: Checking, contact: Contact): readonly FlowIssue[] {
  const used = new Set(portfolios.flatMap(({ packIds }) => packIds));
  const known = legalLibrary([...used].flatMap((id) => packs.get(id)?.pack ?? []));
  const about = {
    node: contact.node,
    rule: null,
    portfolios: portfolios.map(({ name }) => name),
    from: null,
  };
  const issues: FlowIssue[] = [];
  if (contact.notice !== null && !known.notices.some(({ id }) => id === contact.notice)) {
    const words = "It sends a notice that no rule pack of these portfolios knows.";
    issues.push({ ...about, kind: "notice-unknown", words });
  }
  if (contact.step !== null && !known.steps.some(({ id }) => id === contact.step)) {
    const words = "It is marked as a legal step that no rule pack of these portfolios knows.";
    issues.push({ ...about, kind: "step-unknown", words });
  }
  return issues;
}

/**
 * What the law refuses for good in a portfolio, whoever the debtor is: asked for somebody of whom nothing is known but the
 * place, now and on each day on which a rule begins.
 */
function refusals(checking: Checking, contact: Contact): readonly FlowIssue[] {
  const { law, portfolios, today, packs } = checking;
  return portfolios.flatMap((portfolio): FlowIssue[] => {
    const zone = zoneNamed(law.zones, portfolio.zone);
    const actor = Actor.safeParse(portfolio.collectorKind).data;
    if (zone === undefined || actor === undefined) return [];
    const asked = portfolio.packIds.flatMap((id) => law.packs.get(id) ?? []);
    const plain: ContactCase = {
      zones: [portfolio.zone],
      actor,
      ...(portfolio.subdivision === null ? {} : { subdivision: portfolio.subdivision }),
      channel: contact.channel,
      purpose: contact.purpose,
      debts: [{ debtId: "any", accountId: "any" }],
      states: [],
      history: [],
      notices: [],
    };
    const begins = portfolio.packIds.flatMap((id) => {
      const pack = packs.get(id)?.pack;
      return pack === undefined ? [] : rulesOf(pack).flatMap((rule) => changesOf(rule, today));
    });
    const days = [today, ...new Set(begins.map(({ from }) => from))].toSorted();
    for (const day of days) {
      const verdict = permit(asked, plain, instantAt(zone, day, NOON_MINUTE));
      if (verdict.kind !== "forbidden" || verdict.reason === "tzdata-too-old") continue;
      const [rule] = verdict.rules;
      const inPacks = portfolio.packIds.flatMap((id) => packs.get(id)?.pack ?? []);
      return [
        {
          kind: "refused",
          node: contact.node,
          words: `The law refuses it: ${rule === undefined ? refusalWords(verdict.reason) : viewOf(inPacks, rule).title}.`,
          rule: rule === undefined ? null : viewOf(inPacks, rule),
          portfolios: [portfolio.name],
          from: day === today ? null : day,
        },
      ];
    }
    return [];
  });
}

const NOON_MINUTE = 12 * 60;

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
        (portfolio) => portfolio.packIds.includes(id) && ruleBinds(rule, portfolio, contact),
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
