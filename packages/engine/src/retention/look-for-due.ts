import { readClock, type Transaction } from "@fairflow/db";
import type { FactDeps } from "../facts/telling.ts";
import { termsNow } from "../facts/terms-now.ts";
import { packsOf, UnknownReferenceError, type Terms } from "../world.ts";
import { endedDebtors, type JudgedDebtor } from "./ended-debtors.ts";
import type { RetentionSetting } from "./retention-setting.ts";
import { lastHappenedOn, type SweepBar } from "./sweep-bars.ts";

/** Somebody whose own time is over. */
export interface EndedDebtor {
  readonly debtorId: string;
  /** The day on which anything happened last. */
  readonly lastOn: string;
  /** What keeps them all the same; empty for one who is due. */
  readonly bars: readonly SweepBar[];
}

export interface LookForDue {
  readonly setting: RetentionSetting;
  readonly show: "due" | "kept";
  /** The last debtor of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

const PAGE = 500;
/** Whoever looks does not wait for a whole large installation. */
const MOST_LOOKED_AT = 20_000;

/** The people whom the next sweep would erase, or who are kept although their own time is over, by id. */
export async function lookForDue(
  deps: FactDeps,
  tx: Transaction,
  { show, limit, ...of }: LookForDue,
): Promise<{ readonly people: readonly EndedDebtor[]; readonly next: string | null }> {
  const found: EndedDebtor[] = [];
  let next: string | null = of.after;
  for await (const { people, terms, lookedThrough } of endedPages(deps, tx, of)) {
    for (const { records, bars } of people) {
      if ((bars.length === 0) !== (show === "due")) continue;
      const { debtorId } = records;
      found.push({ debtorId, lastOn: lastHappenedOn(terms, records), bars });
      if (found.length === limit) return { people: found, next: debtorId };
    }
    next = lookedThrough;
  }
  return { people: found, next };
}

export interface DueCount {
  readonly due: number;
  readonly kept: number;
  /** How many each reason keeps; one of several counts for each. */
  readonly reasons: ReadonlyMap<SweepBar["kind"], number>;
  /** False where there are more people than were looked at. */
  readonly isWhole: boolean;
}

/** How many people the next sweep would erase, and how many are kept and by what. */
export async function countDue(
  deps: FactDeps,
  tx: Transaction,
  setting: RetentionSetting,
): Promise<DueCount> {
  const reasons = new Map<SweepBar["kind"], number>();
  let [due, kept, isWhole] = [0, 0, false];
  for await (const { people, lookedThrough } of endedPages(deps, tx, { setting, after: null })) {
    for (const { bars } of people) {
      if (bars.length === 0) due += 1;
      else kept += 1;
      for (const kind of new Set(bars.map((bar) => bar.kind))) {
        reasons.set(kind, (reasons.get(kind) ?? 0) + 1);
      }
    }
    isWhole = lookedThrough === null;
  }
  return { due, kept, reasons, isWhole };
}

/** The rules of a portfolio's packs that say how long records are kept; undefined where a pack of it is not there. */
export function retentionRules(terms: Terms, portfolioId: string): readonly string[] | undefined {
  try {
    return packsOf(terms, [{ portfolioId }]).flatMap(({ retentions }) =>
      retentions.filter(({ min }) => min !== undefined).map(({ id }) => id),
    );
  } catch (fault) {
    if (fault instanceof UnknownReferenceError) return undefined;
    throw fault;
  }
}

interface LookedAt {
  readonly people: readonly JudgedDebtor[];
  readonly terms: Terms;
  /** Null behind the last page. */
  readonly lookedThrough: string | null;
}

async function* endedPages(
  deps: FactDeps,
  tx: Transaction,
  { setting, after }: Pick<LookForDue, "setting" | "after">,
): AsyncGenerator<LookedAt, void, undefined> {
  const [{ now }, terms] = await Promise.all([readClock(tx), termsNow(deps, tx)]);
  let begin = after;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += PAGE) {
    const page = await endedDebtors(tx, terms, { setting, now, after: begin, limit: PAGE });
    begin = page.lookedThrough ?? null;
    yield { people: page.people, terms, lookedThrough: begin };
    if (begin === null) return;
  }
}
