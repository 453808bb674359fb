import { readZones, ZoneTable } from "@fairflow/calendar";
import { HolidayTables, RulePack } from "@fairflow/compliance";
import { readLawDocuments, type Sql } from "@fairflow/db";
import { LawIncompleteError, type KeptDocuments } from "./compile-law.ts";
import type { Composition } from "./composition.ts";

/** Documents never change, so that each is read and parsed once. */
export interface DocumentCache {
  /** All that a composition names. */
  readonly of: (sql: Sql, composition: Composition) => Promise<KeptDocuments>;
}

export function documentCache(): DocumentCache {
  const documents = new Map<string, unknown>();
  const pack = parsedOnce(documents, (document) => RulePack.parse(document));
  const holidays = parsedOnce(documents, (document) => HolidayTables.parse(document));
  const zones = parsedOnce(documents, (document) => readZones(ZoneTable.parse(document)));
  return {
    of: async (sql, composition) => {
      const { packs, zones: table, holidays: days } = composition;
      const named = [table.digest, days, ...packs.map(({ digest }) => digest)];
      const missing = named.filter((digest) => !documents.has(digest));
      if (missing.length > 0) {
        for (const [digest, { document }] of await readLawDocuments(sql, missing)) {
          documents.set(digest, document);
        }
      }
      return { pack, holidays, zones };
    },
  };
}

function parsedOnce<Parsed>(
  documents: ReadonlyMap<string, unknown>,
  parse: (document: unknown) => Parsed,
): (digest: string) => Parsed {
  const parsed = new Map<string, Parsed>();
  return (digest) => {
    const known = parsed.get(digest);
    if (known !== undefined) return known;
    if (!documents.has(digest)) {
      throw new LawIncompleteError(`The law names a document that is not kept: ${digest}`);
    }
    const made = parse(documents.get(digest));
    parsed.set(digest, made);
    return made;
  };
}
