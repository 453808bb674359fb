import { createHash } from "node:crypto";
import { localTime } from "@fairflow/calendar";
import {
  DIN_5008,
  handOverBatch,
  isInFolder,
  letterBatch,
  letterPress,
  type LetterPress,
} from "@fairflow/channels";
import type { LetterSetting } from "@fairflow/contract";
import { isSendingOn, readClock, readPrinted, recordAudit, type PrintedFile } from "@fairflow/db";
import {
  beginBatch,
  closeBatch,
  fillBatch,
  handOverIn,
  recoverClaims,
  savePrinted,
  takeOutMovedOn,
  unprintedLetters,
  type LetterDeps,
  type Printed,
  type UnprintedLetter,
} from "@fairflow/engine";
import { knownZone } from "../debtors/known-zone.ts";
import { readLetterSetting } from "./letter-setting.ts";

const SYSTEM = "system";
const PRINT_AT_ONCE = 50;
const FILES_AT_ONCE = 500;
/** So often a batch is filled again whose people paid or disputed while it was printed; what moves on then waits for the next. */
const TRIES = 4;

export interface LetterRun {
  readonly deps: LetterDeps;
  /** The folder that a print house collects from; undefined where there is none. */
  readonly folder: string | undefined;
  /** Whether letters reach people: not in a demo. */
  readonly isLive: boolean;
}

/**
 * Does whatever there is to do with letters in batches, from wherever the last run was interrupted: begins the day's batch
 * at its hour, fills, prints and closes the one that is begun, and hands closed ones over where that needs nobody. While all
 * sending is paused it does none of that: only what lies in the folder already is put down as handed over.
 */
export async function runLetters({ deps, folder, isLive }: LetterRun): Promise<void> {
  const { database } = deps;
  const { now, realNow } = await readClock(database);
  const setting = await readLetterSetting(database);
  if (setting === undefined) return;
  await recoverClaims(deps, realNow);
  const isOn = await isSendingOn(database);
  if (isOn) {
    if (setting.collects) await beginAtHour(deps, setting, now);
    const [filling] = await batchesIn(deps, "filling");
    if (filling !== undefined) await finishBatch(deps, setting, { batchId: filling, isLive });
  }
  if (setting.handsOver !== "folder" || folder === undefined) return;
  for (const batchId of await batchesIn(deps, "closed")) {
    if (isOn || (await isInFolder(folder, batchId))) await handToFolder(deps, batchId, folder);
  }
}

async function beginAtHour(deps: LetterDeps, setting: LetterSetting, now: Date): Promise<void> {
  const { closesAtMinute, zone: name } = setting;
  if (closesAtMinute === null) return;
  const zone = knownZone(name);
  const today = localTime(zone, now);
  if (today.minute < closesAtMinute) return;
  await deps.database.transaction(async (tx) => {
    const [last] = await tx.sql<{ begun_at: Date }[]>`
      select begun_at from letter_batch where begun_by = ${SYSTEM} order by begun_at desc limit 1`;
    if (last !== undefined && localTime(zone, last.begun_at).date === today.date) return;
    await beginBatch(tx, SYSTEM);
  });
}

async function batchesIn(
  { database }: LetterDeps,
  status: "filling" | "closed",
): Promise<readonly string[]> {
  const rows = await database.sql<{ id: string }[]>`
    select id from letter_batch where status = ${status} order by begun_at`;
  return rows.map(({ id }) => id);
}

async function finishBatch(
  deps: LetterDeps,
  setting: LetterSetting,
  { batchId, isLive }: { readonly batchId: string; readonly isLive: boolean },
): Promise<void> {
  const { name, returnLine, footer, window } = setting;
  const press = letterPress({ name, returnLine, footer, window: DIN_5008[window] });
  for (let tries = 1; tries <= TRIES; tries += 1) {
    await fillBatch(deps, { batchId, isLive });
    await printBatch(deps, { batchId, press, zone: setting.zone });
    if ((await closeBatch(deps, { batchId, isLastTry: tries === TRIES })) !== "taken-out") return;
  }
}

async function printBatch(
  deps: LetterDeps,
  of: { readonly batchId: string; readonly press: LetterPress; readonly zone: string },
): Promise<void> {
  const { now } = await readClock(deps.database);
  for (;;) {
    const letters = await unprintedLetters(deps, { batchId: of.batchId, limit: PRINT_AT_ONCE });
    if (letters.length === 0) return;
    const printed: Printed[] = [];
    for (const letter of letters)
      printed.push(await print(of.press, letter, { now, zone: of.zone }));
    await savePrinted(deps, printed);
  }
}

async function print(
  press: LetterPress,
  { attemptId, text, ...letter }: UnprintedLetter,
  { now, zone }: { readonly now: Date; readonly zone: string },
): Promise<Printed> {
  const date = dayIn(letter.language, zone, now);
  const { body, letter: parts } = text;
  const laidOut = parts === undefined ? {} : { parts };
  const rendered = await press.render({ ...letter, attemptId, body, ...laidOut, date }, now);
  if (!rendered.ok) return { attemptId, ok: false, code: rendered.code };
  const { pdf, pages } = rendered;
  const sha256 = createHash("sha256").update(pdf).digest();
  return { attemptId, ok: true, pdf, sha256, pages };
}

/** `24 November 2026`, in the letter's language. */
function dayIn(language: string, zone: string, at: Date): string {
  const [plain = "en"] = language.split("-");
  const known = Intl.DateTimeFormat.supportedLocalesOf([plain]).length > 0 ? plain : "en";
  return new Intl.DateTimeFormat(known === "en" ? "en-GB" : known, {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: zone,
  }).format(at);
}

/**
 * The files come first: a batch that is in the folder and not recorded is found there and recorded, never written again.
 * Whoever moves on while the files are being written has a letter under way, as with any other message.
 */
async function handToFolder(deps: LetterDeps, batchId: string, folder: string): Promise<void> {
  if (!(await isInFolder(folder, batchId))) {
    await takeOutMovedOn(deps, batchId);
    await handOverBatch(folder, batchId, letterBatch(await printedFiles(deps, batchId)));
  }
  await deps.database.transaction(async (tx) => {
    const of = { batchId, author: SYSTEM, takenOut: [] };
    const letters = await handOverIn(deps, tx, of);
    if (letters === undefined) return;
    await recordAudit(tx, [
      {
        actor: { kind: "system" },
        action: "letters.hand-over",
        subject: { kind: "letter-batch", id: batchId },
        after: { letters, to: "folder" },
      },
    ]);
  });
}

/** The letters of a closed batch. */
export async function printedFiles(
  { database, keyring }: Pick<LetterDeps, "database" | "keyring">,
  batchId: string,
): Promise<readonly PrintedFile[]> {
  const files: PrintedFile[] = [];
  for (;;) {
    const after = files.at(-1)?.attemptId;
    const more = await readPrinted(database, keyring, { batchId, after, limit: FILES_AT_ONCE });
    files.push(...more);
    if (more.length < FILES_AT_ONCE) return files;
  }
}
