import { zones } from "@fairflow/calendar/zones";
import { zoneNamed } from "@fairflow/calendar";
import type { Endpoints, OutputOf, ReportScheduleInput, SignedInUser } from "@fairflow/contract";
import { newId, readClock, recordAudit, schema, type Database } from "@fairflow/db";
import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import type { AppDeps } from "../app-deps.ts";
import { HttpError } from "../http/http-error.ts";
import { nextDue } from "./due-time.ts";

const { authUser, client, portfolio, reportSchedule, reportSending } = schema;

const SHOWN_SENDINGS = 5;

type Listed = OutputOf<Endpoints["reportSchedules"]>;

/** What goes by e-mail, and to whom it may. */
export async function listSchedules({ database }: Pick<AppDeps, "database">): Promise<Listed> {
  const { orm } = database;
  const [{ now }, schedules, people, [first]] = await Promise.all([
    readClock(database),
    orm
      .select({ schedule: reportSchedule, clientName: client.name })
      .from(reportSchedule)
      .leftJoin(client, eq(client.id, reportSchedule.clientId))
      .where(eq(reportSchedule.isOn, true))
      .orderBy(reportSchedule.createdAt, reportSchedule.id),
    orm
      .select({ id: authUser.id, name: authUser.name, clientId: authUser.clientId })
      .from(authUser)
      .where(isNull(authUser.disabledAt))
      .orderBy(authUser.name),
    orm.select({ zone: portfolio.zone }).from(portfolio).orderBy(portfolio.createdAt).limit(1),
  ]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? "a former user";
  return {
    schedules: await Promise.all(
      schedules.map(async ({ schedule, clientName }) => {
        const sendings = await orm
          .select()
          .from(reportSending)
          .where(eq(reportSending.scheduleId, schedule.id))
          .orderBy(desc(reportSending.dueAt), reportSending.userId)
          .limit(SHOWN_SENDINGS);
        const { isOn: _isOn, createdAt: _createdAt, createdBy: _createdBy, ...shown } = schedule;
        const zone = zoneNamed(zones, schedule.zone);
        return {
          ...shown,
          clientName,
          recipientNames: schedule.recipients.map(nameOf),
          nextMs: zone === undefined ? null : nextDue(schedule, zone, now).getTime(),
          latest: sendings.map(({ dueAt, userId, status, code }) => ({
            dueMs: dueAt.getTime(),
            to: nameOf(userId),
            status,
            code,
          })),
        };
      }),
    ),
    people,
    zone: first?.zone ?? "UTC",
  };
}

/**
 * Sends a report from now on.
 *
 * @throws HttpError for a zone or a person that is not known, and for somebody of a client who would be told of others
 */
export async function addSchedule(
  database: Database,
  input: ReportScheduleInput,
  user: SignedInUser,
): Promise<{ readonly id: string }> {
  if (zoneNamed(zones, input.zone) === undefined) {
    throw new HttpError("invalid", `There is no time zone ${input.zone}.`);
  }
  const wanted = [...new Set(input.recipients)];
  const id = newId();
  await database.transaction(async (tx) => {
    const people = await tx.orm
      .select({ clientId: authUser.clientId })
      .from(authUser)
      .where(and(inArray(authUser.id, wanted), isNull(authUser.disabledAt)));
    if (people.length !== wanted.length) {
      throw new HttpError("invalid", "Somebody whom it should go to cannot sign in.");
    }
    if (people.some(({ clientId }) => !mayBeTold(clientId, input))) {
      throw new HttpError(
        "invalid",
        "Somebody of a client is sent the reports of that client alone, and none by flow.",
      );
    }
    const { now } = await readClock(tx);
    await tx.orm
      .insert(reportSchedule)
      .values({ ...input, id, recipients: wanted, createdBy: user.id, createdAt: now });
    await recordAudit(tx, [
      {
        actor: { kind: "user", id: user.id },
        action: "report.schedule",
        subject: { kind: "report-schedule", id },
        after: { ...input, recipients: wanted },
      },
    ]);
  });
  return { id };
}

/** Whether somebody may be sent a report: of the house, or of the one client that it is about. */
export function mayBeTold(
  clientId: string | null,
  of: { readonly clientId: string | null; readonly by: ReportScheduleInput["by"] },
): boolean {
  return clientId === null || (clientId === of.clientId && of.by !== "flow");
}

/** @returns false where there is none that runs */
export async function endSchedule(
  database: Database,
  id: string,
  user: SignedInUser,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const [ended] = await tx.orm
      .update(reportSchedule)
      .set({ isOn: false })
      .where(and(eq(reportSchedule.id, id), eq(reportSchedule.isOn, true)))
      .returning({ id: reportSchedule.id });
    if (ended === undefined) return false;
    await recordAudit(tx, [
      {
        actor: { kind: "user", id: user.id },
        action: "report.unschedule",
        subject: { kind: "report-schedule", id },
      },
    ]);
    return true;
  });
}
