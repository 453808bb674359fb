import { isDeepStrictEqual } from "node:util";
import { isOlder } from "@fairflow/compliance";
import {
  addLawRevision,
  keepLawDocuments,
  lockLaw,
  newestLawRevision,
  type LawDocument,
  type Transaction,
} from "@fairflow/db";
import { STOP_FACTS } from "./compile-law.ts";
import { Composition, type Activation, type ComposedPack } from "./composition.ts";
import { lawDocuments, type LawDocuments } from "./law-documents.ts";
import { programLaw, type ProgramLaw } from "./program-law.ts";

/**
 * Makes the law that the program brings the installation's: tables and what nobody has activated at once, a new version of
 * an active pack only once somebody activates it. Where nothing changes, nothing is written.
 *
 * @param now real time
 * @returns the number of the revision that holds
 */
export async function registerLaw(
  tx: Transaction,
  now: Date,
  program: ProgramLaw = programLaw,
): Promise<number> {
  const documents = lawDocuments(program);
  await lockLaw(tx);
  const stored = await newestLawRevision(tx.sql);
  const known = stored === undefined ? undefined : Composition.parse(stored.composition);
  const composition = composed(known, documents, now);
  await keepLawDocuments(tx, [...documents.packs, documents.holidays, documents.zones], now);
  if (stored !== undefined && isDeepStrictEqual(composition, known)) return stored.id;
  const reason =
    stored === undefined ? "The law that the program came with" : "The program brought a newer law";
  return addLawRevision(tx, { madeAt: now, madeBy: "system", reason, composition });
}

/** Changes the law in a revision of its own. @returns its number */
export async function changeLaw(
  tx: Transaction,
  of: { readonly by: string; readonly reason: string; readonly now: Date },
  change: (composition: Composition) => Composition,
): Promise<number> {
  await lockLaw(tx);
  const stored = await newestLawRevision(tx.sql);
  if (stored === undefined) throw new Error("This installation has no law yet");
  return addLawRevision(tx, {
    madeAt: of.now,
    madeBy: of.by,
    reason: of.reason,
    composition: change(Composition.parse(stored.composition)),
  });
}

function composed(
  known: Composition | undefined,
  { packs, holidays, zones }: LawDocuments,
  now: Date,
): Composition {
  const before = new Map(known?.packs.map((pack) => [pack.id, pack]));
  const brought = packs.map((pack) => composedPack(before.get(pack.name), pack, now));
  const names = new Set(brought.map(({ id }) => id));
  return {
    packs: [...brought, ...(known?.packs ?? []).filter(({ id }) => !names.has(id))],
    // An older program that starts again beside a newer one must not take its tables back.
    zones:
      known !== undefined && isOlder(zones.version, known.zones.version)
        ? known.zones
        : { digest: zones.digest, version: zones.version },
    holidays: holidays.digest,
    switchedOff: known?.switchedOff ?? [],
    houseRules: known?.houseRules ?? [],
  };
}

function composedPack(known: ComposedPack | undefined, pack: LawDocument, now: Date): ComposedPack {
  const { name: id, version, digest } = pack;
  if (known === undefined) {
    return { id, version, digest, activation: id === STOP_FACTS ? ofTheProduct(now) : null };
  }
  const isInUse = known.activation !== null && id !== STOP_FACTS;
  if (isInUse || comparePackVersions(version, known.version) < 0) return known;
  return { ...known, version, digest };
}

/** What stops contact everywhere is the product's own policy: it waits for nobody's word. */
function ofTheProduct(now: Date): Activation {
  return {
    by: "system",
    name: "Fairflow",
    role: "Product policy",
    reason: "It holds in every place and only ever stops contact",
    atMs: now.getTime(),
  };
}

/** Negative where the first is older: `2026.9.1` before `2026.11.0`. */
export function comparePackVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split(".").map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
