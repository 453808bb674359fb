import { newRun } from "@fairflow/interpreter";
import type { Entry, Reentry } from "@fairflow/nodes";
import { localTime, weekdayOf, daysInMonth } from "@fairflow/calendar";
import { versionAt, type DemoFlow } from "../flows/demo-flows.ts";
import { idAt } from "../random.ts";
import { accountFacts } from "./account-facts.ts";
import { iso, type Life, type LivedAccount, type LivedRun } from "./life.ts";
import { isUnderWay, move } from "./run-moves.ts";

const DAY_MS = 86_400_000;

/** Offers every account of the debtor to every live flow, as an enrolment does. */
export function enterFlows(life: Life): void {
  for (const account of life.accounts) {
    // Nothing is owed that a flow could ask for.
    if (account.openedMs === null || account.standing.status === "paid") continue;
    for (const flow of life.world.flows.flows) enterFlow(life, account, flow);
  }
}

function enterFlow(life: Life, account: LivedAccount, flow: DemoFlow): void {
  const version = versionAt(flow, life.nowMs);
  if (version === undefined) return;
  const runs = account.runs.get(flow.key) ?? [];
  const { entry, reentry } = version.start;
  if (!mayEnter(life, { account, last: runs.at(-1), reentry })) return;
  if (!isAdmitted(life, account, { entry, fields: version.fields })) return;
  const { days } = life.world;
  const oldest = account.standing.oldestUnpaidDay;
  const run: LivedRun = {
    account,
    flow,
    version,
    link: null,
    row: {
      shard: life.ids.shard,
      id: idAt(life.random, life.nowMs),
      debtor_id: life.ids.debtorId,
      account_id: account.id,
      flow_key: flow.key,
      version_number: version.number,
      entry: runs.length + 1,
      arrears_since: oldest === null ? null : days.dateOf(oldest),
      started_at: iso(life.nowMs),
      run: newRun(life.nowMs),
      seq: 0,
      node_id: version.compiled.start.id,
    },
  };
  account.runs.set(flow.key, [...runs, run]);
  life.rows.runs.push(run.row);
  move(life, run, { kind: "start" }, { kind: "start" });
}

/** The rule of the engine's enrolment: a run that is under way bars another. */
function mayEnter(
  life: Life,
  of: {
    readonly account: LivedAccount;
    readonly last: LivedRun | undefined;
    readonly reentry: Reentry;
  },
): boolean {
  const { account, last, reentry } = of;
  if (last === undefined) return true;
  const { ended } = last.row.run;
  if (isUnderWay(last.row.run) || ended === null) return false;
  switch (reentry.kind) {
    case "never":
      return false;
    case "after-days":
      return ended.atMs <= life.nowMs - reentry.days * DAY_MS;
    case "each-due-date": {
      const oldest = account.standing.oldestUnpaidDay;
      if (oldest === null) return false;
      if (ended.reason === "paid" || ended.reason === "cured") return true;
      const since = last.row.arrears_since;
      return since === null || life.world.days.dateOf(oldest) > since;
    }
  }
}

function isAdmitted(
  life: Life,
  account: LivedAccount,
  { entry, fields }: { readonly entry: Entry; readonly fields: ReadonlySet<string> },
): boolean {
  const { days, place, flows } = life.world;
  const today = days.dateOf(days.dayAt(life.nowMs));
  const isIn = (segment: string) =>
    flows.library.segment(segment).matches(accountFacts(life, account, fields), today);
  switch (entry.kind) {
    case "segment":
      return isIn(entry.segment);
    case "schedule": {
      const isDay =
        entry.days.kind === "weekdays"
          ? entry.days.weekdays.includes(weekdayOf(today))
          : Number(today.slice(8)) === Math.min(entry.days.day, daysInMonth(today));
      const { minute } = localTime(place.zone, new Date(life.nowMs));
      return isDay && minute === 0 && isIn(entry.segment);
    }
    case "event":
    case "manual":
    case "api":
      // Nobody sends anybody in: the demo's flows take people in by segments.
      return false;
  }
}
