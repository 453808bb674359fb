import type { LocalDate } from "@fairflow/calendar";
import {
  Channel,
  HouseRule,
  houseRulePack,
  rulesInWords,
  type RulePack,
  type Tables,
} from "@fairflow/compliance";
import { HouseRuleInput, type HouseRuleView } from "@fairflow/contract";
import {
  addHouseRule,
  endHouseRule,
  listHouseRules,
  newId,
  portfolioLaws,
  readClock,
  recordAudit,
  type Database,
  type Transaction,
} from "@fairflow/db";
import {
  changeLaw,
  EVERY_PACK,
  programLaw,
  STOP_FACTS,
  wakeDeferred,
  type LawReader,
} from "@fairflow/engine";
import { z } from "zod";
import { HttpError, notFound } from "../http/http-error.ts";
import { nameOf, userNames } from "../sign-in/users.ts";
import type { LawChange } from "./change-law.ts";
import { readLawState } from "./law-state.ts";
import { dayIn } from "./pack-views.ts";

/** The house rules with what they do in words; ended ones last. */
export async function houseRuleViews(
  database: Database,
  lawReader: LawReader,
): Promise<HouseRuleView[]> {
  const [stored, names, portfolios, clock, law, { packs }] = await Promise.all([
    listHouseRules(database.sql),
    userNames(database),
    portfolioLaws(database.sql),
    readClock(database),
    lawReader.newest(database.sql),
    readLawState(database),
  ]);
  const tables: Tables = { zones: law.zones, holidays: programLaw.holidays };
  const beside = packs.find(({ id }) => id !== STOP_FACTS)?.pack;
  const today = dayIn(law.zones, portfolios[0]?.zone, clock.now);
  const views = stored.map((row): HouseRuleView => {
    const rule = HouseRuleInput.parse(row.rule);
    return {
      id: row.id,
      ruleId: ruleIdOf(row.id),
      words: beside === undefined ? rule.title : wordsOf(row.id, rule, { beside, tables }),
      rule,
      portfolio: portfolios.find(({ id }) => id === row.portfolioId)?.name ?? null,
      state: stateOf(rule, { isEnded: row.endedAt !== null, today }),
      addedBy: nameOf(names, row.addedBy),
      addedAtMs: row.addedAt.getTime(),
      ended:
        row.endedAt === null
          ? null
          : {
              by: nameOf(names, row.endedBy ?? ""),
              atMs: row.endedAt.getTime(),
              reason: row.endedReason ?? "",
            },
    };
  });
  return views.toSorted((a, b) => ORDER[a.state] - ORDER[b.state]);
}

const ORDER = { "in-force": 0, coming: 1, ended: 2 } as const;

function stateOf(
  { from, until }: HouseRuleInput,
  { isEnded, today }: { readonly isEnded: boolean; readonly today: LocalDate },
): HouseRuleView["state"] {
  if (isEnded || (until !== null && until <= today)) return "ended";
  return from > today ? "coming" : "in-force";
}

function wordsOf(
  id: string,
  input: HouseRuleInput,
  { beside, tables }: { readonly beside: RulePack; readonly tables: Tables },
): string {
  const house = houseRulePack(beside, [houseRuleOf(id, input)], tables);
  return rulesInWords(house.pack)[0]?.sentence ?? input.title;
}

export async function addRuleOfHouse(
  tx: Transaction,
  input: HouseRuleInput,
  { userId, now }: Omit<LawChange, "reason">,
): Promise<{ id: string; revision: number }> {
  const { portfolioId, reason, title } = input;
  const portfolios = await portfolioLaws(tx.sql);
  if (portfolioId !== null && !portfolios.some(({ id }) => id === portfolioId)) {
    throw notFound("portfolio");
  }
  const id = newId();
  const rule = houseRuleOf(id, input);
  await addHouseRule(tx, { id, portfolioId, rule: input, addedBy: userId, addedAt: now });
  const revision = await changeLaw(
    tx,
    { by: userId, reason: `House rule "${title}" is added: ${reason}`, now },
    (law) => ({ ...law, houseRules: [...law.houseRules, rule] }),
  );
  await recordAudit(tx, [
    {
      actor: { kind: "user", id: userId },
      action: "house-rule.add",
      subject: { kind: "house-rule", id },
      after: { rule: input, revision },
      reason,
    },
  ]);
  return { id, revision };
}

export async function endRuleOfHouse(
  tx: Transaction,
  { id, userId, reason, now }: LawChange & { readonly id: string },
): Promise<{ revision: number }> {
  if (!(await endHouseRule(tx, { id, by: userId, at: now, reason }))) {
    throw notFound("house rule in force");
  }
  const revision = await changeLaw(
    tx,
    { by: userId, reason: `A house rule is ended: ${reason}`, now },
    (law) => ({ ...law, houseRules: law.houseRules.filter((rule) => rule.id !== ruleIdOf(id)) }),
  );
  await wakeDeferred(tx, { ruleId: ruleIdOf(id) });
  await recordAudit(tx, [
    {
      actor: { kind: "user", id: userId },
      action: "house-rule.end",
      subject: { kind: "house-rule", id },
      after: { revision },
      reason,
    },
  ]);
  return { revision };
}

function ruleIdOf(id: string): string {
  return `house.${id}`;
}

/** @throws HttpError 422 with the sentence why it is no rule of a house */
export function houseRuleOf(id: string, input: HouseRuleInput): HouseRule {
  const { title, portfolioId, channels, purposes, from, until, reason } = input;
  const parsed = HouseRule.safeParse({
    id: ruleIdOf(id),
    title,
    packId: EVERY_PACK,
    portfolioId,
    channels: channels.length === 0 ? Channel.options : channels,
    ...(purposes.length === 0 ? {} : { purposes }),
    effective: { from, to: until },
    reason,
    ...kindOf(input),
  });
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new HttpError("invalid", first?.message ?? "This is no rule of a house", {
    details: { issues: z.flattenError(parsed.error) },
  });
}

function kindOf(input: HouseRuleInput) {
  switch (input.kind) {
    case "window":
      return { kind: input.kind, week: input.week, holiday: input.holiday };
    case "cap":
      return {
        kind: input.kind,
        limit: input.limit,
        window: { kind: "rolling_calendar_days", length: input.days },
        scope: input.per,
      };
  }
}
