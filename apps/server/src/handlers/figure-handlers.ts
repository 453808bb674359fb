import { zones } from "@fairflow/calendar/zones";
import { endpoints } from "@fairflow/contract";
import {
  debtorNames,
  flowHalts,
  peopleAtNode,
  portfolioZones,
  readClock,
  readNodeCounts,
  readSegmentCounts,
  readVersion,
  reasonsAtNode,
} from "@fairflow/db";
import { nextEntry } from "@fairflow/engine";
import { startConfigOf } from "@fairflow/nodes";
import type { AppDeps } from "../app-deps.ts";
import { maskedName, seesPeople } from "../debtors/masking.ts";
import { peopleCounted } from "../figures/people-counted.ts";
import { keptByRule } from "../figures/kept-by-rule.ts";
import { segmentMembers } from "../figures/segment-members.ts";
import { ruleNamer, stayOf } from "../figures/stay.ts";
import { storedFlow } from "../flows/parsed-flow.ts";
import { namedCounts, periodCounts, versionCounts } from "../flows/version-counts.ts";
import { handle } from "../http/handle.ts";
import { notFound } from "../http/http-error.ts";
import { withPatience } from "../segments/with-patience.ts";

const SHOWN_PEOPLE = 50;

/** The numbers of published versions, and who stands where in them and why. */
export function figureHandlers(deps: AppDeps) {
  const { database, realNow } = deps;
  const versionOf = async ({ id, version }: { id: string; version: number }) => {
    const found = await readVersion(database, id, version);
    if (found === undefined) throw notFound("version");
    return found;
  };
  const membersOf = async (segment: string | undefined) =>
    segment === undefined ? undefined : segmentMembers(database, segment);
  return {
    counts: handle(endpoints.counts, async ({ input: { params, query } }) => {
      const { id: versionId, number } = await versionOf(params);
      const version = { flowId: params.id, versionId, number };
      const period = hoursOf(query);
      const hours = { ...period, realNow: realNow() };
      if (query.segment !== undefined) {
        const members = await segmentMembers(database, query.segment);
        const rows = await withPatience(database, (tx) =>
          readSegmentCounts(tx, { versionId, members, ...period }),
        );
        return namedCounts(version, rows, hours.realNow);
      }
      if (hours.from === undefined && hours.before === undefined) {
        return versionCounts(database, version, hours.realNow);
      }
      return periodCounts(database, version, hours);
    }),

    peopleAtNode: handle(endpoints.peopleAtNode, async ({ input: { params, query }, user }) => {
      const { id: versionId } = await versionOf(params);
      const asked = { versionId, nodeId: params.node, limit: SHOWN_PEOPLE + 1 };
      const members = await membersOf(query.segment);
      const found = await withPatience(database, (tx) =>
        peopleAtNode(tx, { ...asked, members, before: query.cursor, why: query.why }),
      );
      const people = found.slice(0, SHOWN_PEOPLE);
      const ids = [...new Set(people.map(({ debtorId }) => debtorId))];
      const [names, named] = await Promise.all([
        debtorNames(database, deps.keys(), ids),
        ruleNamer(database),
      ]);
      return {
        people: people.map(({ runId, debtorId, since, until, why }) => {
          const name = names.get(debtorId) ?? "";
          return {
            runId,
            debtorId,
            label: seesPeople(user.role) ? name : maskedName(name),
            sinceMs: since.getTime(),
            untilMs: until?.getTime() ?? null,
            stay: stayOf(why, named),
          };
        }),
        next: found.length > SHOWN_PEOPLE ? (people.at(-1)?.runId ?? null) : null,
      };
    }),

    peopleCounted: handle(endpoints.peopleCounted, async ({ input: { params, query }, user }) => {
      const { id: versionId } = await versionOf(params);
      const found = await withPatience(database, (tx) =>
        peopleCounted(
          tx,
          { metric: params.metric, exit: query.exit },
          {
            ...hoursOf(query),
            versionId,
            nodeId: params.node,
            cursor: query.cursor,
            limit: SHOWN_PEOPLE + 1,
          },
        ),
      );
      const people = found.slice(0, SHOWN_PEOPLE);
      const ids = [...new Set(people.map(({ debtorId }) => debtorId))];
      const names = await debtorNames(database, deps.keys(), ids);
      return {
        people: people.map(({ id, debtorId, at, amount, currency, attemptId }) => {
          const name = names.get(debtorId) ?? "";
          return {
            id,
            debtorId,
            label: seesPeople(user.role) ? name : maskedName(name),
            atMs: at.getTime(),
            amount: amount === null || currency === null ? null : { minor: amount, currency },
            attemptId,
          };
        }),
        next: found.length > SHOWN_PEOPLE ? (people.at(-1)?.id ?? null) : null,
      };
    }),

    heldAtNode: handle(endpoints.heldAtNode, async ({ input: { params, query } }) => {
      const { id: versionId } = await versionOf(params);
      const members = await membersOf(query.segment);
      const [{ present, reasons }, counts, named] = await Promise.all([
        withPatience(database, (tx) =>
          reasonsAtNode(tx, { versionId, nodeId: params.node, members }),
        ),
        readNodeCounts(database, versionId, hoursOf(query)),
        ruleNamer(database),
      ]);
      return {
        present,
        reasons: reasons.map(({ why, people }) => ({ why, people, stay: stayOf([why], named) })),
        kept: keptByRule(
          counts.filter(({ nodeId }) => nodeId === params.node),
          named,
        ),
      };
    }),

    nextEntry: handle(endpoints.nextEntry, async ({ input: { params } }) => {
      const { status, document } = await versionOf(params);
      const [halts, { now }, names] = await Promise.all([
        flowHalts(database, params.id),
        readClock(database),
        portfolioZones(database),
      ]);
      const entry = startConfigOf(storedFlow(document))?.entry;
      const isHalted = halts?.paused !== null || halts.entriesStopped !== null;
      const isEntered = status === "live" || status === "trial";
      if (isHalted || !isEntered || entry === undefined) return { kind: "closed" as const };
      return nextEntry(entry, { zones, portfolioZones: names, nowMs: now.getTime() });
    }),
  };
}

function hoursOf({
  fromMs,
  beforeMs,
}: {
  readonly fromMs?: number | undefined;
  readonly beforeMs?: number | undefined;
}) {
  return {
    from: fromMs === undefined ? undefined : new Date(fromMs),
    before: beforeMs === undefined ? undefined : new Date(beforeMs),
  };
}
