import { addDays, localTime, zoneNamed, type Zone } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { newId, readClock, schema, type Database } from "@fairflow/db";
import {
  openPortfolios,
  readKeptDays,
  readReport,
  type FactDeps,
  type PortSource,
} from "@fairflow/engine";
import { minorDigits } from "@fairflow/intake/currency";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { latestDue } from "./due-time.ts";
import { reportXlsx } from "./report-files.ts";
import { headOf } from "./report-head.ts";
import { reportPdf } from "./report-pdf.ts";
import { mayBeTold } from "./report-schedules.ts";

const { authUser, reportSchedule, reportSending } = schema;
type Schedule = typeof reportSchedule.$inferSelect;

export interface ReportSendingDeps {
  readonly facts: FactDeps;
  readonly ports: PortSource;
}

const PERIOD_DAYS = { week: 7, month: 30 } as const;
/** So late, a report is not made up for: the next one is near. */
const LATEST_MS = 24 * 3_600_000;

/**
 * Sends the reports whose hour has come, each due time once to each person: whoever writes the row sends the mail, so a
 * restart or another process finds it written. They are of the days that have ended, so a day that is not closed is waited
 * for. Mails to our own people are no contact with a debtor: the gate is not asked.
 */
export async function sendDueReports({ facts, ports }: ReportSendingDeps): Promise<void> {
  const { database } = facts;
  const { now } = await readClock(database);
  const schedules = await database.orm
    .select()
    .from(reportSchedule)
    .where(eq(reportSchedule.isOn, true));
  if (schedules.length === 0 || (await openPortfolios(facts, now)).length > 0) return;
  const port = await mailPort(ports);
  if (port === undefined) return;
  for (const schedule of schedules) {
    const zone = zoneNamed(zones, schedule.zone);
    if (zone === undefined) continue;
    const dueAt = latestDue(schedule, zone, now);
    const isLate = now.getTime() - dueAt.getTime() > LATEST_MS;
    if (isLate || dueAt <= schedule.createdAt) continue;
    await sendSchedule(database, port, { schedule, dueAt, now, zone });
  }
}

type Port = Awaited<ReturnType<PortSource["routes"]>>[number]["port"];

/** The provider that mails go through where no portfolio has one of its own. */
async function mailPort(ports: PortSource): Promise<Port | undefined> {
  const routes = await ports.routes("email");
  return (routes.find(({ portfolios }) => "except" in portfolios) ?? routes[0])?.port;
}

interface Due {
  readonly schedule: Schedule;
  readonly dueAt: Date;
  readonly now: Date;
  readonly zone: Zone;
}

async function sendSchedule(database: Database, port: Port, due: Due): Promise<void> {
  const { schedule, dueAt, now } = due;
  const people = await database.orm
    .select({ id: authUser.id, email: authUser.email, clientId: authUser.clientId })
    .from(authUser)
    .where(and(inArray(authUser.id, schedule.recipients), isNull(authUser.disabledAt)));
  let mail: Mail | undefined;
  for (const person of people) {
    // Whoever has moved to another client since is told nothing more.
    if (!mayBeTold(person.clientId, schedule)) continue;
    const attemptId = await claim(database, { schedule, dueAt, now, userId: person.id });
    if (attemptId === undefined) continue;
    mail ??= await mailOf(database, due);
    const result =
      mail === undefined
        ? ({ kind: "refused", code: "nothing-kept" } as const)
        : await port.send(
            { ...mail, attemptId, channel: "email", to: person.email, language: "en" },
            () => Promise.resolve(true),
          );
    await settle(database, { attemptId, now, result });
  }
}

/** @returns the reference of the mail that this process sends now; undefined where it was sent, or somebody else sends it */
async function claim(
  database: Database,
  { schedule, dueAt, now, userId }: Omit<Due, "zone"> & { readonly userId: string },
): Promise<string | undefined> {
  const [claimed] = await database.orm
    .insert(reportSending)
    .values({
      scheduleId: schedule.id,
      dueAt,
      userId,
      attemptId: newId(),
      status: "claimed",
      claimedAt: now,
    })
    .onConflictDoUpdate({
      target: [reportSending.scheduleId, reportSending.dueAt, reportSending.userId],
      set: {
        status: "claimed",
        retryAt: null,
        claimedAt: now,
        attemptId: sql`excluded.attempt_id`,
      },
      // Only what surely did not leave is tried again.
      setWhere: sql`${reportSending.status} = 'waiting' and ${reportSending.retryAt} <= ${now.toISOString()}::timestamptz`,
    })
    .returning({ attemptId: reportSending.attemptId });
  return claimed?.attemptId;
}

async function settle(
  database: Database,
  of: {
    readonly attemptId: string;
    readonly now: Date;
    readonly result: Awaited<ReturnType<Port["send"]>>;
  },
): Promise<void> {
  const { attemptId, now, result } = of;
  await database.orm
    .update(reportSending)
    .set(outcomeOf(result, now))
    .where(eq(reportSending.attemptId, attemptId));
}

function outcomeOf(result: Awaited<ReturnType<Port["send"]>>, now: Date) {
  switch (result.kind) {
    case "accepted":
      return { status: "sent" as const, code: null };
    case "refused":
      return { status: "failed" as const, code: result.code };
    case "retry-later":
      return {
        status: "waiting" as const,
        code: result.code,
        retryAt: new Date(now.getTime() + Math.max(60_000, result.afterMs)),
      };
    case "in-doubt":
      return { status: "claimed" as const, code: result.code };
  }
}

interface Mail {
  readonly subject: string;
  readonly body: string;
  readonly attachments: readonly {
    readonly name: string;
    readonly type: string;
    readonly bytes: Uint8Array;
  }[];
}

/** The same report for everybody whom a schedule names; undefined before any day was closed. */
async function mailOf(
  database: Database,
  { schedule, dueAt, zone }: Due,
): Promise<Mail | undefined> {
  const clientId = schedule.clientId ?? undefined;
  const kept = await readKeptDays(database, { clientId });
  if (kept === undefined) return undefined;
  const { currency, kind, by } = schedule;
  const yesterday = addDays(localTime(zone, dueAt).date, -1);
  const to = kept.last < yesterday ? kept.last : yesterday;
  const earliest = addDays(to, -PERIOD_DAYS[schedule.period]);
  const period = { from: earliest < kept.first ? kept.first : earliest, to };
  const scope = { currency, minorDigits: minorDigits(currency) ?? 2, clientId };
  const [tables, head] = await Promise.all([
    readReport(database, { kind, by, scope, period }),
    headOf(database, kind, { scope, period }),
  ]);
  const file = `${kind}-${to}`;
  return {
    subject: `${head.title}, ${to}`,
    body: `${head.title}\n${head.subtitle}\n\nThe figures are attached as a workbook and as a PDF. What each of them means stands beside it.`,
    attachments: [
      {
        name: `${file}.xlsx`,
        type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        bytes: await reportXlsx(tables, head),
      },
      {
        name: `${file}.pdf`,
        type: "application/pdf",
        bytes: await reportPdf(tables, head, dueAt),
      },
    ],
  };
}
