import { RulePack } from "@fairflow/compliance";
import {
  newestLawRevision,
  readLawDocuments,
  type StoredLawDocument,
  type Transaction,
} from "@fairflow/db";
import { Composition, type ComposedPack } from "@fairflow/engine";

/** A pack of the installation's law as its document says it. */
export interface PackInLaw extends ComposedPack {
  readonly pack: RulePack;
  readonly firstSeen: Date;
}

/** The newest revision of the law, with the packs as they were written. */
export interface LawState {
  readonly revision: number;
  readonly composition: Composition;
  readonly packs: readonly PackInLaw[];
}

export async function readLawState({ sql }: Transaction): Promise<LawState> {
  const stored = await newestLawRevision(sql);
  if (stored === undefined) throw new Error("This installation has no law yet");
  const composition = Composition.parse(stored.composition);
  const digests = composition.packs.map(({ digest }) => digest);
  const documents = await readLawDocuments(sql, digests);
  return {
    revision: stored.id,
    composition,
    packs: composition.packs.flatMap((pack) => {
      const document = documents.get(pack.digest);
      return document === undefined ? [] : [{ ...pack, ...packOf(document) }];
    }),
  };
}

/** A pack's document as it is kept. */
export function packOf({ document, firstSeen }: StoredLawDocument) {
  return { pack: RulePack.parse(document), firstSeen };
}
