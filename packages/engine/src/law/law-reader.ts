import { newestLawId, readLawRevision, type Sql } from "@fairflow/db";
import type { Law } from "../world.ts";
import { compileLaw, LawIncompleteError } from "./compile-law.ts";
import { Composition } from "./composition.ts";
import { documentCache } from "./kept-documents.ts";

/** Gives the installation's law, compiled once for each revision: one that was made never changes. */
export interface LawReader {
  /** The law as it is now; whoever takes verdicts asks once a batch. */
  readonly newest: (sql: Sql) => Promise<Law>;
  /** The law as it was; `undefined` for a revision that was never made. */
  readonly at: (sql: Sql, revision: number) => Promise<Law | undefined>;
}

/** Two revisions are in use around a change; old ones are read one after another by whoever replays. */
const MOST_KEPT = 8;

export function lawReader(): LawReader {
  const compiled = new Map<number, Law>();
  const documents = documentCache();
  const at = async (sql: Sql, revision: number): Promise<Law | undefined> => {
    const known = compiled.get(revision);
    if (known !== undefined) return known;
    const stored = await readLawRevision(sql, revision);
    if (stored === undefined) return undefined;
    const composition = Composition.parse(stored.composition);
    const law = compileLaw(revision, composition, await documents.of(sql, composition));
    compiled.set(revision, law);
    const [oldest] = compiled.keys();
    if (compiled.size > MOST_KEPT && oldest !== undefined) compiled.delete(oldest);
    return law;
  };
  return {
    at,
    newest: async (sql) => {
      const law = await at(sql, await newestLawId(sql));
      if (law === undefined) {
        throw new LawIncompleteError("This installation has no law: `registerLaw` was not called");
      }
      return law;
    },
  };
}

/** One law for all time, for tests and benchmarks. */
export function fixedLaw(law: Law): LawReader {
  return { newest: async () => law, at: async () => law };
}
