import type { Channel } from "@fairflow/compliance";
import { Purpose } from "@fairflow/compliance";
import type { TemplateIssue } from "@fairflow/contract";
import { portfolioLaws, readClock, type Database } from "@fairflow/db";
import type { LawReader } from "@fairflow/engine";
import { checkTemplate, type MergeField, type MessageTemplate } from "@fairflow/template";
import { contentIssues, tellsOfTheDebt } from "../compliance/content-issues.ts";
import type { Checking } from "../compliance/flow-issue.ts";
import { readLawState } from "../compliance/law-state.ts";
import { dayIn } from "../compliance/pack-views.ts";

/** The law as templates are looked at under it: read once for many. */
export async function templateLaw(database: Database, lawReader: LawReader): Promise<Checking> {
  const [state, law, portfolios, clock] = await Promise.all([
    readLawState(database),
    lawReader.newest(database.sql),
    portfolioLaws(database.sql),
    readClock(database),
  ]);
  return {
    packs: new Map(state.packs.map((pack) => [pack.id, pack])),
    switchedOff: new Set(state.composition.switchedOff.map(({ pack, rule }) => `${pack} ${rule}`)),
    portfolios,
    law,
    today: dayIn(law.zones, portfolios[0]?.zone, clock.now),
  };
}

/** What keeps a template from being sent, and what of the law's blocks it lacks. */
export function templateIssues(
  checking: Checking,
  template: MessageTemplate,
  mergeFields: readonly MergeField[],
): readonly TemplateIssue[] {
  const faults = checkTemplate(template, mergeFields).map(({ language, message }) => ({
    language: language ?? null,
    message,
    kind: "fault" as const,
  }));
  const purpose = Purpose.safeParse(template.purpose).data ?? "collection";
  const contact = {
    node: { id: template.id, name: template.name },
    channel: template.channel satisfies Channel,
    purpose,
    notice: null,
    step: null,
    template: template.id,
  };
  const lacking = contentIssues(checking, contact, template).map(({ words, rule }) => ({
    language: null,
    message: rule === null ? words : `${words} ${rule.title}.`,
    kind: "law" as const,
  }));
  return [...faults, ...lacking, ...wayOutIssues(template, purpose)];
}

/** Purposes that people may refuse. */
const REFUSABLE: ReadonlySet<string> = new Set(["collection", "marketing"]);

/** A text that tells of a debt says how to have no more of them; paper has no link to click. */
function wayOutIssues(template: MessageTemplate, purpose: string): readonly TemplateIssue[] {
  if (template.channel === "letter" || !REFUSABLE.has(purpose)) return [];
  if (!tellsOfTheDebt(template)) return [];
  return Object.entries(template.languages).flatMap(([language, { body }]): TemplateIssue[] => {
    if (body.includes("opt_out_link") || /\bSTOP\b/.test(body)) return [];
    const how = template.channel === "sms" ? "opt_out_link, or “Reply STOP”" : "opt_out_link";
    return [{ language, message: `It does not say how to opt out: put in ${how}.`, kind: "law" }];
  });
}
