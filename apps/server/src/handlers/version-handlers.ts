import { endpoints } from "@fairflow/contract";
import { listVersions, readVersion, type StoredVersion } from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { storedFlow } from "../flows/parsed-flow.ts";
import { handle } from "../http/handle.ts";
import { notFound } from "../http/http-error.ts";
import { nameOf, userNames } from "../sign-in/users.ts";

/** Published versions. */
export function versionHandlers({ database }: AppDeps) {
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
