import type { Role, TimelineEntry, TimelineKind } from "@fairflow/contract";
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
  notesHappened,
  noticesRecorded,
  paymentsOf,
  recordsHappened,
  stepsOf,
  tasksOf,
  type Database,
  type Keyring,
  type Past,
} from "@fairflow/db";
import { attemptEntry } from "./attempt-entry.ts";
import { knownZone } from "./known-zone.ts";
import { seesPeople } from "./masking.ts";
import { authorNames } from "../sign-in/author-names.ts";
import { noteEntry, recordEntry } from "./desk-entries.ts";
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
  of: {
    readonly before: Cursor | undefined;
    readonly role: Role;
    /** Only these; all where empty. */
    readonly kinds?: readonly TimelineKind[];
  },
): Promise<TimelinePage> {
  const { before, role, kinds: only = [] } = of;
  const past: Past = {
    debtorId: debtor.id,
    before: new Date(before?.atMs ?? END_OF_TIME_MS),
    limit: PAGE + SPARE,
  };
  const zone = knownZone(debtor.zone);
  const showsText = seesPeople(role);
  const whoIs = await authorNames(database);
  const sources: readonly Source[] = [
    { gives: ["step"], read: () => each(stepsOf(database, past), stepEntry) },
    {
      gives: ["message", "deferred", "refused", "reply"],
      read: () =>
        each(attemptsOf(database, keyring, past), (attempt) =>
          attemptEntry(attempt, { zone, showsBody: showsText }),
        ),
    },
    { gives: ["payment"], read: () => each(paymentsOf(database, past), paymentEntry) },
    {
      gives: ["dispute"],
      read: () =>
        each(disputesOf(database, keyring, past), (dispute) => disputeEntry(dispute, showsText)),
    },
    { gives: ["hold"], read: () => each(holdsOf(database, past), (hold) => holdEntry(hold, zone)) },
    {
      gives: ["reply"],
      read: () => each(eventsOf(database, keyring, past), (event) => eventEntry(event, showsText)),
    },
    { gives: ["promise"], read: () => each(agreementEventsOf(database, past), agreementEntry) },
    {
      gives: ["task"],
      read: () => each(tasksOf(database, keyring, past), (task) => taskEntry(task, showsText)),
    },
    {
      gives: ["note"],
      read: () =>
        each(notesHappened(database, keyring, past), (note) =>
          noteEntry(note, { showsText, by: whoIs(note.author) }),
        ),
    },
    {
      gives: ["legal-step"],
      read: () => each(legalStepsOf(database, past), (step) => legalStepEntry(step, zone)),
    },
    { gives: ["record"], read: () => each(recordsHappened(database, past), recordEntry) },
    { gives: ["import"], read: () => each(arrivalsOf(database, past), arrivalEntry) },
    { gives: ["reply"], read: () => each(consentsHappened(database, past), consentEntry) },
    { gives: undefined, read: () => each(noticesRecorded(database, past), noticeEntry) },
    {
      gives: undefined,
      read: () => each(acknowledgementsHappened(database, past), acknowledgementEntry),
    },
  ];
  const isShown = (kind: TimelineKind) => only.length === 0 || only.includes(kind);
  // What cannot be among those that are asked for is not read.
  const asked = sources.filter(({ gives }) => gives === undefined || gives.some(isShown));
  const found = await Promise.all(asked.map(({ read }) => read()));
  const all = found
    .flat()
    .filter(({ kind }) => isShown(kind))
    .toSorted(newestFirst);
  const rest = before === undefined ? all : all.filter((entry) => newestFirst(before, entry) < 0);
  const entries = rest.slice(0, PAGE);
  const last = entries.at(-1);
  return { entries, next: rest.length > PAGE && last !== undefined ? cursorText(last) : null };
}

/** One kind of thing that happens, read on its own. */
interface Source {
  /** The kinds of entries that it makes; undefined where any may come of it. */
  readonly gives: readonly TimelineKind[] | undefined;
  readonly read: () => Promise<readonly TimelineEntry[]>;
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
