import type { Channel } from "@fairflow/compliance";
import { Purpose } from "@fairflow/compliance";
import type { TemplateIssue } from "@fairflow/contract";
import { portfolioLaws, readClock, type Database } from "@fairflow/db";
import type { LawReader } from "@fairflow/engine";
import {
  asksForStop,
  checkTemplate,
  replyIssues,
  type MergeField,
  type MessageTemplate,
} from "@fairflow/template";
import { contentIssues, tellsOfTheDebt } from "../compliance/content-issues.ts";
import type { Checking } from "../compliance/flow-issue.ts";
import { readLawState } from "../compliance/law-state.ts";
import { dayIn } from "../compliance/pack-views.ts";
import { unheardChannels } from "../providers/unheard-channels.ts";

/** What templates are looked at under: the law, and which channels' senders cannot receive. */
export interface TemplateLaw extends Checking {
  readonly unheard: ReadonlySet<Channel>;
}

/** Read once for many templates. */
export async function templateLaw(database: Database, lawReader: LawReader): Promise<TemplateLaw> {
  const [state, law, portfolios, clock, unheard] = await Promise.all([
    readLawState(database),
    lawReader.newest(database.sql),
    portfolioLaws(database.sql),
    readClock(database),
    unheardChannels(database),
  ]);
  return {
    packs: new Map(state.packs.map((pack) => [pack.id, pack])),
    switchedOff: new Set(state.composition.switchedOff.map(({ pack, rule }) => `${pack} ${rule}`)),
    portfolios,
    law,
    unheard: new Set(unheard),
    today: dayIn(law.zones, portfolios[0]?.zone, clock.now),
  };
}

/** What keeps a template from being sent, and what of the law's blocks it lacks. */
export function templateIssues(
  checking: TemplateLaw,
  template: MessageTemplate,
  mergeFields: readonly MergeField[],
): readonly TemplateIssue[] {
  const isHeard = !checking.unheard.has(template.channel);
  const faults = [
    ...checkTemplate(template, mergeFields),
    ...(isHeard ? [] : replyIssues(template)),
  ].map(({ language, message }) => ({
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
  return [...faults, ...lacking, ...wayOutIssues(template, { purpose, isHeard })];
}

/** Purposes that people may refuse. */
const REFUSABLE: ReadonlySet<string> = new Set(["collection", "marketing"]);

/** A text that tells of a debt says how to have no more of them; paper has no link to click. */
function wayOutIssues(
  template: MessageTemplate,
  { purpose, isHeard }: { readonly purpose: string; readonly isHeard: boolean },
): readonly TemplateIssue[] {
  if (template.channel === "letter" || !REFUSABLE.has(purpose)) return [];
  if (!tellsOfTheDebt(template)) return [];
  return Object.entries(template.languages).flatMap(([language, { body }]): TemplateIssue[] => {
    // Where nobody hears it, `replyIssues` says what to put in its place.
    if (body.includes("opt_out_link") || asksForStop(body)) return [];
    const how =
      template.channel === "sms" && isHeard ? "opt_out_link, or “Reply STOP”" : "opt_out_link";
    return [{ language, message: `It does not say how to opt out: put in ${how}.`, kind: "law" }];
  });
}
