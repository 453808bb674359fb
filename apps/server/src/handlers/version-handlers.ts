import { endpoints } from "@fairflow/contract";
import {
  debtorNames,
  listVersions,
  peopleAtNode,
  readVersion,
  type StoredVersion,
} from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { maskedName, seesPeople } from "../debtors/masking.ts";
import { storedFlow } from "../flows/parsed-flow.ts";
import { versionCounts } from "../flows/version-counts.ts";
import { handle } from "../http/handle.ts";
import { notFound } from "../http/http-error.ts";
import { nameOf, userNames } from "../sign-in/users.ts";

const SHOWN_PEOPLE = 100;

/** Published versions, their numbers and who stands where. */
export function versionHandlers(deps: AppDeps) {
  const { database, realNow } = deps;
  const versionOf = async ({ id, version }: { id: string; version: number }) => {
    const found = await readVersion(database, id, version);
    if (found === undefined) throw notFound("version");
    return found;
  };
  return {
    versions: handle(endpoints.versions, async ({ input: { params } }) => {
      const [versions, names] = await Promise.all([
        listVersions(database, params.id),
        userNames(database),
      ]);
      return versions.map((version) => versionState(names, version));
    }),

    version: handle(endpoints.version, async ({ input: { params } }) => {
      const [version, names] = await Promise.all([versionOf(params), userNames(database)]);
      return { ...versionState(names, version), flow: storedFlow(version.document) };
    }),

    counts: handle(endpoints.counts, async ({ input: { params } }) => {
      const { id: versionId, number } = await versionOf(params);
      return versionCounts(database, { flowId: params.id, versionId, number }, realNow());
    }),

    peopleAtNode: handle(endpoints.peopleAtNode, async ({ input: { params }, user }) => {
      const { id: versionId } = await versionOf(params);
      const people = await peopleAtNode(database, {
        versionId,
        nodeId: params.node,
        limit: SHOWN_PEOPLE,
      });
      const ids = [...new Set(people.map(({ debtorId }) => debtorId))];
      const names = await debtorNames(database, deps.keys(), ids);
      return people.map(({ debtorId, since, wakeAt, hold, holdUntil }) => {
        const name = names.get(debtorId) ?? "";
        return {
          debtorId,
          label: seesPeople(user.role) ? name : maskedName(name),
          sinceMs: since.getTime(),
          wakeAtMs: wakeAt?.getTime() ?? null,
          hold: hold === null ? null : { state: hold, untilMs: holdUntil?.getTime() ?? null },
        };
      });
    }),
  };
}

function versionState(names: ReadonlyMap<string, string>, version: StoredVersion) {
  const named = (id: string | null) => (id === null ? null : nameOf(names, id));
  return {
    version: version.number,
    publishedAtMs: version.publishedAt.getTime(),
    publishedBy: nameOf(names, version.publishedBy),
    reason: version.note,
    state: version.status,
    author: named(version.submittedBy),
    approver: named(version.approvedBy),
    startsAtMs: version.startsAt?.getTime() ?? null,
    sharePercent: version.sharePercent,
    retiredAtMs: version.retiredAt?.getTime() ?? null,
    inFlight: version.inFlight,
  };
}
