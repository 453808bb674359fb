import { daysBetween, LocalDate, localTime } from "@fairflow/calendar";
import type { Endpoints, OutputOf, RequestKind, Role } from "@fairflow/contract";
import {
  closeRequest,
  listDebtors,
  openRequest,
  openRequests,
  portfolioZones,
  readClock,
  readDebtor,
  recordAudit,
  type Database,
  type Keyring,
} from "@fairflow/db";
import { knownZone } from "../debtors/known-zone.ts";
import { maskedName, maskedNumber, seesPeople } from "../debtors/masking.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { answerDue } from "./request-terms.ts";

/** More are not open at once; each has a person behind it. */
const MOST = 500;

/** Open requests with the days that are left. */
export async function dataRequests(
  { database, keyring }: { readonly database: Database; readonly keyring: Keyring },
  { debtor, role }: { readonly debtor?: string | undefined; readonly role: Role },
): Promise<OutputOf<Endpoints["dataRequests"]>> {
  const [{ now }, [zone = "UTC"], open] = await Promise.all([
    readClock(database),
    portfolioZones(database),
    openRequests(database, { debtorId: debtor, limit: MOST }),
  ]);
  const { date: today } = localTime(knownZone(zone), now);
  const ids = [...new Set(open.map(({ debtorId }) => debtorId))];
  const people =
    ids.length === 0 ? [] : await listDebtors(database, keyring, { ids, limit: ids.length, now });
  const personOf = new Map(people.map((person) => [person.id, person]));
  const isUnmasked = seesPeople(role);
  return {
    masked: !isUnmasked,
    requests: open.map(({ id, kind, debtorId, receivedOn, dueOn, source, exportedAt }) => {
      const { reference = "", name = "" } = personOf.get(debtorId) ?? {};
      return {
        id,
        kind,
        debtor: {
          id: debtorId,
          reference: isUnmasked ? reference : maskedNumber(reference),
          name: isUnmasked ? name : maskedName(name),
        },
        receivedOn,
        dueOn,
        daysLeft: daysBetween(today, LocalDate.parse(dueOn)),
        source,
        exportedAtMs: exportedAt?.getTime() ?? null,
      };
    }),
  };
}

/** Records a request, with the day by which the law wants it answered. @throws HttpError */
export async function openDataRequest(
  database: Database,
  of: {
    readonly debtorId: string;
    readonly kind: RequestKind;
    readonly receivedOn: LocalDate;
    readonly userId: string;
  },
): Promise<OutputOf<Endpoints["openDataRequest"]>> {
  const { debtorId, kind, receivedOn, userId } = of;
  return database.transaction(async (tx) => {
    const debtor = await readDebtor(tx, debtorId);
    if (debtor === undefined) throw notFound("debtor");
    const { now } = await readClock(tx);
    if (receivedOn > localTime(knownZone(debtor.zone), now).date) {
      throw new HttpError("invalid", "A request cannot have come in the future.");
    }
    const due = await answerDue(tx, { debtorId, receivedOn });
    const id = await openRequest(tx, { debtorId, kind, receivedOn, ...due, openedBy: userId, now });
    await recordAudit(tx, [
      {
        actor: { kind: "user", id: userId },
        action: "data-request.open",
        subject: { kind: "debtor", id: debtorId },
        after: { id, kind, receivedOn, dueOn: due.dueOn },
      },
    ]);
    return { id, ...due };
  });
}

/** @throws HttpError where it is not open */
export async function closeDataRequest(
  database: Database,
  of: {
    readonly id: string;
    readonly outcome: "answered" | "refused" | "withdrawn";
    readonly userId: string;
  },
): Promise<void> {
  await database.transaction(async (tx) => {
    const { now } = await readClock(tx);
    if (!(await closeRequest(tx, { ...of, now }))) {
      throw new HttpError("conflict", "Somebody has closed this request, or there is none.");
    }
    await recordAudit(tx, [
      {
        actor: { kind: "user", id: of.userId },
        action: "data-request.close",
        subject: { kind: "data-request", id: of.id },
        after: { outcome: of.outcome },
      },
    ]);
  });
}
