import { addDays } from "@fairflow/calendar";
import { packStanding } from "@fairflow/compliance";
import type { Endpoints, OutputOf } from "@fairflow/contract";
import {
  listFlows,
  portfolioLaws,
  readClock,
  readTemplateVersions,
  readVersion,
  type Database,
} from "@fairflow/db";
import type { LawReader } from "@fairflow/engine";
import { templateOf } from "../flows/live-library.ts";
import { storedFlow } from "../flows/parsed-flow.ts";
import { contactIssues } from "./contact-issues.ts";
import { contentIssues } from "./content-issues.ts";
import { contactsOf } from "./flow-contacts.ts";
import { AHEAD_DAYS, type Checking, type FlowIssue } from "./flow-issue.ts";
import { readLawState } from "./law-state.ts";
import { dayIn } from "./pack-views.ts";

type Checks = OutputOf<Endpoints["flowChecks"]>;

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
    law,
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
      const stored = await readTemplateVersions(database, version.templateVersions);
      const templates = new Map(stored.map((each) => [each.id, templateOf(each)]));
      const issues = [
        ...whole,
        ...contacts.flatMap((contact) => contactIssues(checking, contact)),
        ...contacts.flatMap((contact) => {
          const template = templates.get(contact.template ?? "");
          return template === undefined ? [] : contentIssues(checking, contact, template);
        }),
      ];
      return [{ flowId: id, flowName: name, version: live.number, issues: firstDayFirst(issues) }];
    }),
  );
  return {
    revision: state.revision,
    checkedAtMs: clock.now.getTime(),
    flows: checked.flat().filter(({ issues }) => issues.length > 0),
  };
}

/** What stops or threatens a whole portfolio. */
function packIssues({ packs, portfolios, law, today }: Checking): readonly FlowIssue[] {
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
    if (law.packs.get(id)?.tzdataIsTooOld === true) {
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

function firstDayFirst(issues: readonly FlowIssue[]): FlowIssue[] {
  return issues.toSorted((a, b) => (a.from ?? "").localeCompare(b.from ?? ""));
}
