import type { LocalDate } from "@fairflow/calendar";
import {
  lockDebtors,
  lockSweep,
  noteSweep,
  readClock,
  recordAudit,
  type Keyring,
  type Transaction,
} from "@fairflow/db";
import { eraseDebtorIn } from "../facts/erasure.ts";
import type { FactDeps } from "../facts/telling.ts";
import { termsNow } from "../facts/terms-now.ts";
import { debtorRecords } from "./debtor-records.ts";
import { endedDebtors, type PageOfEnded } from "./ended-debtors.ts";
import { readRetention } from "./retention-setting.ts";
import { lastHappenedOn, sweepBarsOf } from "./sweep-bars.ts";
import { isSweptOn, sweepDay } from "./sweep-day.ts";

const PAGE = 100;
/** Real time for which one job works; pg-boss takes one that is at it much longer for lost. */
const WORKS_FOR_MS = 20_000;

export interface SweepDeps extends FactDeps {
  readonly keyring: Pick<Keyring, "encrypt">;
  readonly onFault: (what: string, id: string, fault: unknown) => void;
  readonly stopping?: AbortSignal | undefined;
}

/**
 * Erases the people whose time is over, each in a transaction of their own and by the code that erases by hand, a page at a
 * time and no more on a day than the setting allows. Killed, it leaves nobody half erased, and the next job goes on with the
 * page that it was at.
 *
 * @returns `more` where another job is to go on
 */
export async function sweepRetention(deps: SweepDeps): Promise<"done" | "more"> {
  const begun = performance.now();
  for (;;) {
    const page = await deps.database.transaction((tx) => nextPage(deps, tx));
    if (page === undefined) return "done";
    await goThrough(deps, page);
    if (deps.stopping?.aborted === true || performance.now() - begun >= WORKS_FOR_MS) return "more";
  }
}

interface Page extends Pick<PageOfEnded, "people"> {
  readonly day: LocalDate;
  readonly after: string | null;
  readonly lookedThrough: string;
}

/** Undefined where nothing is left to do today. */
async function nextPage(deps: SweepDeps, tx: Transaction): Promise<Page | undefined> {
  const [{ now }, stored] = await Promise.all([readClock(tx), readRetention(tx)]);
  const day = sweepDay(now);
  if (stored === undefined || !isSweptOn(stored, day)) return undefined;
  const sweep = await lockSweep(tx, { day, now });
  if (sweep.endedAt !== null) return undefined;
  const after = sweep.lookedThrough;
  const { setting } = stored;
  const { people, lookedThrough } = await endedDebtors(tx, await termsNow(deps, tx), {
    setting,
    now,
    after,
    limit: PAGE,
  });
  if (lookedThrough !== undefined && sweep.erased < setting.mostADay) {
    return { people, day, after, lookedThrough };
  }
  const { erased, kept, failed } = sweep;
  await noteSweep(tx, day, { endedAt: now });
  await recordAudit(tx, [
    {
      actor: { kind: "system" },
      action: "retention.sweep",
      subject: { kind: "setting", id: "retention" },
      after: { day, erased, kept, failed },
    },
  ]);
  return undefined;
}

async function goThrough(deps: SweepDeps, page: Page): Promise<void> {
  const { day, after, people, lookedThrough } = page;
  let [kept, failed] = [0, 0];
  for (const { records, bars } of people) {
    if (deps.stopping?.aborted === true) return;
    const { debtorId } = records;
    try {
      const swept = bars.length > 0 ? "kept" : await eraseDue(deps, { debtorId, day });
      if (swept === "over") return;
      if (swept === "kept") kept += 1;
    } catch (fault) {
      // One who cannot be erased keeps nobody else; the screen says how many there are.
      deps.onFault("retention", debtorId, fault);
      failed += 1;
    }
  }
  await deps.database.transaction(async (tx) => {
    const sweep = await lockSweep(tx, { day, now: (await readClock(tx)).now });
    // Another process may have gone through the same page, as after a pause of this one.
    if (sweep.endedAt !== null || sweep.lookedThrough !== after) return;
    await noteSweep(tx, day, { kept, failed, lookedThrough });
  });
}

/**
 * `kept`: something has come to keep them meanwhile. `nobody`: another process, or a person, was first. `over`: no one else is
 * erased today.
 */
type Swept = "erased" | "kept" | "nobody" | "over";

async function eraseDue(
  deps: SweepDeps,
  { debtorId, day }: { readonly debtorId: string; readonly day: LocalDate },
): Promise<Swept> {
  return deps.database.transaction(async (tx) => {
    // The locks in the order of the engine: the debtor, then the rest.
    await lockDebtors(tx, [debtorId]);
    const [{ now }, stored, terms, [records]] = await Promise.all([
      readClock(tx),
      readRetention(tx),
      termsNow(deps, tx),
      debtorRecords(tx, [debtorId]),
    ]);
    const sweep = await lockSweep(tx, { day, now });
    if (stored === undefined || !isSweptOn(stored, day)) return "over";
    const { setting } = stored;
    if (sweep.endedAt !== null || sweep.erased >= setting.mostADay) return "over";
    if (records === undefined || sweepBarsOf(terms, records, { setting, now }).length > 0) {
      return "kept";
    }
    const last = lastHappenedOn(terms, records);
    const erasure = await eraseDebtorIn(deps, tx, {
      debtorId,
      keyring: deps.keyring,
      actor: { kind: "system" },
      reason: `Nothing has happened since ${last}, and neither a law nor the installation keeps the records longer.`,
    });
    if (erasure.kind === "refused") return "kept";
    if (erasure.kind === "erased") await noteSweep(tx, day, { erased: 1 });
    return erasure.kind;
  });
}
