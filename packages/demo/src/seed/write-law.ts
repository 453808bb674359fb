import type { Transaction } from "@fairflow/db";
import { changeLaw, registerLaw, withActivePack } from "@fairflow/engine";
import { PACK_ID } from "../demo-place.ts";

/** Puts the pack of the demo's place into use, as somebody with the authority would. @returns the revision */
export async function writeLaw(tx: Transaction, realNow: Date): Promise<number> {
  await registerLaw(tx, realNow);
  const activation = {
    by: "system",
    name: "Demo",
    role: "Demo world",
    reason: "The pack is a draft that no counsel has read; the people of the demo are made up",
    atMs: realNow.getTime(),
  };
  const of = { by: "system", reason: "The demo world needs its law", now: realNow };
  return changeLaw(tx, of, (law) =>
    law.packs.reduce(
      (changed, pack) =>
        pack.id === PACK_ID ? withActivePack(changed, { ...pack, activation }) : changed,
      law,
    ),
  );
}
