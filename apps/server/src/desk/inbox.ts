import { earliestOnDay, epochDayAt } from "@fairflow/calendar";
import {
  MOST_COUNTED,
  type Role,
  type Endpoints,
  type OutputOf,
  type TaskView,
} from "@fairflow/contract";
import {
  countInbox,
  listCallBacks,
  listInbox,
  portfolioZones,
  readClock,
  teamsOf,
  type Database,
  type InboxRank,
  type InboxView,
  type Keyring,
  type StoredTask,
} from "@fairflow/db";
import type { FactDeps } from "@fairflow/engine";
import { knownZone } from "../debtors/known-zone.ts";
import { seesPeople } from "../debtors/masking.ts";
import { taskSummaries } from "../tasks/task-list.ts";
import { taskVerdicts } from "../tasks/task-verdicts.ts";

const SHOWN = 50;
const HOUR_MS = 3_600_000;
/** A call-back is shown so long before its minute that whoever makes it can read up. */
const BEFORE_CALL_BACK_MS = 5 * 60_000;

interface Asked {
  readonly view: TaskView;
  readonly kind?: string | undefined;
  readonly team?: string | undefined;
  readonly after: InboxRank | undefined;
  readonly user: { readonly id: string; readonly role: Role };
}

/** A page of the inbox: call-backs whose minute has come, then what the view sorts first. */
export async function inboxPage(
  deps: { readonly database: Database; readonly facts: FactDeps; readonly keyring: Keyring },
  { view, kind, team, after, user }: Asked,
): Promise<OutputOf<Endpoints["tasks"]>> {
  const { database, facts, keyring } = deps;
  const [{ now }, [zone = "UTC"], own] = await Promise.all([
    readClock(database),
    portfolioZones(database),
    teamsOf(database, user.id),
  ]);
  const teams = team === undefined ? own : [team];
  const views = viewsAt({ now, zone, teams, userId: user.id });
  const shownView = views[view];
  const soon = new Date(now.getTime() + BEFORE_CALL_BACK_MS);
  const isFirst = after === undefined;
  const [due, found, counts] = await Promise.all([
    isFirst && view !== "later"
      ? listCallBacks(database, { by: soon, view: shownView, kind, limit: SHOWN })
      : [],
    listInbox(database, { view: shownView, kind, after, limit: SHOWN + 1 }),
    isFirst ? countViews(database, views) : null,
  ]);
  const page = found.slice(0, SHOWN);
  const last = page.at(-1);
  const shown = [...due, ...page];
  const reading = { database, keyring, role: user.role };
  return {
    tasks: [...(await taskSummaries(reading, shown, await taskVerdicts(facts, shown)))],
    next: found.length > SHOWN && last !== undefined ? rankText(last) : null,
    masked: !seesPeople(user.role),
    teams: [...own],
    counts,
  };
}

function viewsAt(at: {
  readonly now: Date;
  readonly zone: string;
  readonly teams: readonly string[];
  readonly userId: string;
}): Readonly<Record<TaskView, InboxView>> {
  const { now, teams, userId } = at;
  const soon = now.getTime() + BEFORE_CALL_BACK_MS;
  return {
    all: { kind: "all" },
    mine: { kind: "mine", userId },
    team: { kind: "team", teams },
    due: { kind: "until", until: endOfDay(at.zone, now) },
    breaching: { kind: "until", until: new Date(now.getTime() + HOUR_MS) },
    later: { kind: "later", after: new Date(soon) },
  };
}

async function countViews(
  database: Database,
  views: Readonly<Record<TaskView, InboxView>>,
): Promise<Readonly<Record<TaskView, number>>> {
  const count = (view: TaskView) => countInbox(database, { view: views[view], most: MOST_COUNTED });
  const [mine, team, due, breaching, later, all] = await Promise.all([
    count("mine"),
    count("team"),
    count("due"),
    count("breaching"),
    count("later"),
    count("all"),
  ]);
  return { mine, team, due, breaching, later, all };
}

/** The last millisecond of the local day. */
function endOfDay(name: string, now: Date): Date {
  const [zone, nowMs] = [knownZone(name), now.getTime()];
  return new Date(earliestOnDay(zone, nowMs, epochDayAt(zone, nowMs) + 1) - 1);
}

/** A place in the inbox as text: `<priority>.<ms or ->.<id>`. */
function rankText({ priority, dueAt, callBackAt, id }: StoredTask): string {
  return `${priority}.${(callBackAt ?? dueAt)?.getTime() ?? "-"}.${id}`;
}

export function parseRank(text: string): InboxRank | undefined {
  const match = /^(\d{1,3})\.(-|\d{1,15})\.([0-9a-f-]{36})$/.exec(text);
  const [, priority = "", at = "", id = ""] = match ?? [];
  if (id === "") return undefined;
  return { priority: Number(priority), at: at === "-" ? null : new Date(Number(at)), id };
}
