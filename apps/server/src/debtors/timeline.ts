import type { Role, TimelineEntry } from "@fairflow/contract";
import {
  acknowledgementsHappened,
  arrivalsOf,
  attemptsOf,
  consentsHappened,
  disputesOf,
  agreementEventsOf,
  eventsOf,
  holdsOf,
  legalStepsOf,
  noticesRecorded,
  paymentsOf,
  stepsOf,
  tasksOf,
  type Database,
  type Keyring,
  type Past,
} from "@fairflow/db";
import { attemptEntry } from "./attempt-entry.ts";
import { knownZone } from "./known-zone.ts";
import { seesPeople } from "./masking.ts";
import { acknowledgementEntry, consentEntry, noticeEntry } from "./record-entries.ts";
import { legalStepEntry, stepEntry } from "./step-entries.ts";
import {
  agreementEntry,
  arrivalEntry,
  disputeEntry,
  eventEntry,
  holdEntry,
  paymentEntry,
  taskEntry,
} from "./timeline-entries.ts";

const PAGE = 50;
/** Read beyond the page, so that what happened at one and the same moment is not lost between two pages. */
const SPARE = 50;

export interface TimelinePage {
  readonly entries: TimelineEntry[];
  readonly next: string | null;
}

/**
 * What was done with a debtor, the newest first.
 *
 * @param before the cursor of the page before: a moment and the id of the last entry shown
 */
export async function timelinePage(
  { database, keyring }: { readonly database: Database; readonly keyring: Keyring },
  debtor: { readonly id: string; readonly zone: string },
  { before, role }: { readonly before: Cursor | undefined; readonly role: Role },
): Promise<TimelinePage> {
  const past: Past = {
    debtorId: debtor.id,
    before: new Date(before?.atMs ?? END_OF_TIME_MS),
    limit: PAGE + SPARE,
  };
  const zone = knownZone(debtor.zone);
  const showsText = seesPeople(role);
  const kinds = await Promise.all([
    each(stepsOf(database, past), stepEntry),
    each(attemptsOf(database, keyring, past), (attempt) =>
      attemptEntry(attempt, { zone, showsBody: showsText }),
    ),
    each(paymentsOf(database, past), paymentEntry),
    each(disputesOf(database, keyring, past), (dispute) => disputeEntry(dispute, showsText)),
    each(holdsOf(database, past), (hold) => holdEntry(hold, zone)),
    each(eventsOf(database, keyring, past), (event) => eventEntry(event, showsText)),
    each(agreementEventsOf(database, past), agreementEntry),
    each(tasksOf(database, past), taskEntry),
    each(legalStepsOf(database, past), (step) => legalStepEntry(step, zone)),
    each(arrivalsOf(database, past), arrivalEntry),
    each(consentsHappened(database, past), consentEntry),
    each(noticesRecorded(database, past), noticeEntry),
    each(acknowledgementsHappened(database, past), acknowledgementEntry),
  ]);
  const all = kinds.flat().toSorted(newestFirst);
  const rest = before === undefined ? all : all.filter((entry) => newestFirst(before, entry) < 0);
  const entries = rest.slice(0, PAGE);
  const last = entries.at(-1);
  return { entries, next: rest.length > PAGE && last !== undefined ? cursorText(last) : null };
}

async function each<Happening>(
  happenings: Promise<readonly Happening[]>,
  entryOf: (happening: Happening) => TimelineEntry,
): Promise<readonly TimelineEntry[]> {
  return (await happenings).map((happening) => entryOf(happening));
}

/** 9999-12-31, beyond any demo clock. */
const END_OF_TIME_MS = 253_402_214_400_000;

export interface Cursor {
  readonly atMs: number;
  readonly id: string;
}

function cursorText({ atMs, id }: Cursor): string {
  return `${atMs}~${id}`;
}

/** Undefined for what is no cursor of ours. */
export function parseCursor(text: string): Cursor | undefined {
  const match = /^(\d{1,15})~([\w.-]{1,80})$/.exec(text);
  const [, atMs, id] = match ?? [];
  return atMs === undefined || id === undefined ? undefined : { atMs: Number(atMs), id };
}

function newestFirst(a: Cursor, b: Cursor): number {
  if (a.atMs !== b.atMs) return b.atMs - a.atMs;
  if (a.id === b.id) return 0;
  return a.id < b.id ? 1 : -1;
}
