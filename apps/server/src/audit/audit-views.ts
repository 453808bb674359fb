import type { AuditChange, AuditView, SignedInUser } from "@fairflow/contract";
import type { StoredAuditEntry } from "@fairflow/db";
import { nameOf } from "../sign-in/users.ts";

/** An entry as a person reads it. Network addresses are shown to admins alone. */
export function auditView(
  entry: StoredAuditEntry,
  names: ReadonlyMap<string, string>,
  role: SignedInUser["role"],
): AuditView {
  return {
    id: entry.id,
    atMs: entry.at.getTime(),
    actor: { kind: entry.actorKind, id: entry.actorId, name: actorName(entry, names) },
    action: entry.action,
    subject: { kind: entry.subjectKind, id: entry.subjectId },
    changes: [...changesOf(entry.before, entry.after)],
    reason: entry.reason,
    ip: role === "admin" ? entry.ip : null,
    sequence: entry.sequence,
  };
}

export function actorName(
  { actorKind, actorId }: Pick<StoredAuditEntry, "actorKind" | "actorId">,
  names: ReadonlyMap<string, string>,
): string {
  switch (actorKind) {
    case "user":
      return nameOf(names, actorId ?? "");
    case "system":
      return "Fairflow";
    case "debtor":
      return "The debtor";
    case "api":
      return names.get(actorId ?? "") ?? "Another system";
  }
}

/** What differs between two values, one line for each that stands in them; what is alike on both sides is left out. */
export function changesOf(before: unknown, after: unknown): readonly AuditChange[] {
  const [was, is] = [flatten(before), flatten(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
}

/** Values by where they stand: `config.port`. Lists are one value, since their places mean little. */
function flatten(value: unknown, at = ""): ReadonlyMap<string, string> {
  if (value === null || value === undefined) return new Map();
  if (typeof value !== "object" || Array.isArray(value)) {
    return new Map([[at === "" ? "value" : at, textOf(value)]]);
  }
  return new Map(
    Object.entries(value).flatMap(([key, each]) => [
      ...flatten(each, at === "" ? key : `${at}.${key}`),
    ]),
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
