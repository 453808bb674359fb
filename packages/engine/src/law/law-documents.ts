import { createHash } from "node:crypto";
import type { LawDocument } from "@fairflow/db";
import type { ProgramLaw } from "./program-law.ts";

/** The documents of a program's law, each named by its digest. */
export interface LawDocuments {
  readonly packs: readonly LawDocument[];
  readonly holidays: LawDocument;
  readonly zones: LawDocument;
}

export function lawDocuments({ packs, holidays, zones }: ProgramLaw): LawDocuments {
  return {
    packs: packs.map((pack) => ({
      digest: digestOf(pack),
      kind: "pack",
      name: pack.id,
      version: pack.version,
      document: pack,
    })),
    holidays: {
      digest: digestOf(holidays),
      kind: "holidays",
      name: "holidays",
      version: holidays.source,
      document: holidays,
    },
    zones: {
      digest: digestOf(zones),
      kind: "zones",
      name: "zones",
      version: zones.tzdata,
      document: zones,
    },
  };
}

/** SHA-256 in hex of the JSON with its keys in order, so that it does not depend on who wrote the file. */
function digestOf(document: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(inOrder(document)))
    .digest("hex");
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(inner)]));
}
