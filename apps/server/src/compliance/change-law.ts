import { rulesOf } from "@fairflow/compliance";
import { packDocuments, recordAudit, type AuditEntry, type Transaction } from "@fairflow/db";
import {
  changeLaw,
  STOP_FACTS,
  wakeDeferred,
  withActivePack,
  withoutActivePack,
} from "@fairflow/engine";
import { HttpError, notFound } from "../http/http-error.ts";
import { readLawState } from "./law-state.ts";
import { whyNotSwitchedOff } from "./pack-views.ts";

/** Who changes the law, and why. `now` is real time. */
export interface LawChange {
  readonly userId: string;
  readonly reason: string;
  readonly now: Date;
}

/** Puts a version of a pack into use, on the word of somebody who has the authority. */
export async function activatePack(
  tx: Transaction,
  of: LawChange & {
    readonly id: string;
    readonly digest: string;
    readonly name: string;
    readonly role: string;
  },
): Promise<{ revision: number }> {
  const { packs } = await readLawState(tx);
  const inUse = packs.find(({ id }) => id === of.id);
  if (inUse === undefined) throw notFound("rule pack");
  refuseStopFacts(of.id);
  const [latest] = await packDocuments(tx.sql, of.id);
  const chosen = [latest, inUse].find((each) => each?.digest === of.digest);
  if (latest === undefined || chosen === undefined) {
    throw new HttpError("conflict", "There is a newer version of this pack. Look at it first.");
  }
  const { version, digest } = chosen;
  const { name, role, reason, userId, now } = of;
  const activation = { by: userId, name, role, reason, atMs: now.getTime() };
  const revision = await changeLaw(
    tx,
    { by: userId, reason: `${of.id} ${version} is active: ${reason}`, now },
    (composition) => withActivePack(composition, { id: of.id, version, digest, activation }),
  );
  await wakeDeferred(tx, { packId: of.id });
  await recordAudit(tx, [
    {
      ...entryOf(of, "pack.activate", of.id),
      before: { version: inUse.version, isActive: inUse.activation !== null },
      after: { version, digest, name, role, revision },
    },
  ]);
  return { revision };
}

/** Takes a pack out of use: what it governs waits. */
export async function deactivatePack(
  tx: Transaction,
  of: LawChange & { readonly id: string },
): Promise<{ revision: number }> {
  const { packs } = await readLawState(tx);
  const inUse = packs.find(({ id }) => id === of.id);
  if (inUse === undefined) throw notFound("rule pack");
  refuseStopFacts(of.id);
  if (inUse.activation === null) throw new HttpError("conflict", "This pack is not active.");
  const revision = await changeLaw(
    tx,
    { by: of.userId, reason: `${of.id} is not active any more: ${of.reason}`, now: of.now },
    (composition) => withoutActivePack(composition, of.id),
  );
  await recordAudit(tx, [
    {
      ...entryOf(of, "pack.deactivate", of.id),
      before: { version: inUse.version },
      after: { revision },
    },
  ]);
  return { revision };
}

function refuseStopFacts(id: string): void {
  if (id !== STOP_FACTS) return;
  throw new HttpError(
    "conflict",
    "The stop facts hold in every place and on nobody's word: they only ever stop contact.",
  );
}

/** Switches a rule off or on again, where the pack leaves that to an admin. */
export async function switchRule(
  tx: Transaction,
  of: LawChange & { readonly pack: string; readonly rule: string; readonly isOn: boolean },
): Promise<{ revision: number }> {
  const { packs, composition } = await readLawState(tx);
  const inUse = packs.find(({ id }) => id === of.pack);
  if (inUse === undefined) throw notFound("rule pack");
  const description = rulesOf(inUse.pack).find(({ rule }) => rule.id === of.rule);
  if (description === undefined) throw notFound("rule in this pack");
  const whyNot = whyNotSwitchedOff(description);
  if (whyNot !== null && !of.isOn) throw new HttpError("invalid", whyNot);
  const isThis = (each: { readonly pack: string; readonly rule: string }) =>
    each.pack === of.pack && each.rule === of.rule;
  if (of.isOn === !composition.switchedOff.some(isThis)) {
    throw new HttpError("conflict", of.isOn ? "This rule is on." : "This rule is off already.");
  }
  const { pack, rule, reason, userId: by, now } = of;
  const revision = await changeLaw(
    tx,
    { by, reason: `${rule} is switched ${of.isOn ? "on" : "off"}: ${reason}`, now },
    (law) => ({
      ...law,
      switchedOff: [
        ...law.switchedOff.filter((each) => !isThis(each)),
        ...(of.isOn ? [] : [{ pack, rule, by, reason, atMs: now.getTime() }]),
      ],
    }),
  );
  // The stop facts stand beside every pack.
  if (!of.isOn) {
    await wakeDeferred(tx, { packId: pack === STOP_FACTS ? undefined : pack, ruleId: rule });
  }
  await recordAudit(tx, [
    { ...entryOf(of, "rule.switch", `${pack} ${rule}`), after: { isOn: of.isOn, revision } },
  ]);
  return { revision };
}

function entryOf({ userId, reason }: LawChange, action: string, id: string): AuditEntry {
  const kind = action.startsWith("rule") ? "rule" : "pack";
  return { actor: { kind: "user", id: userId }, action, subject: { kind, id }, reason };
}
