import {
  addTrace,
  lockDebtors,
  readClock,
  recordAudit,
  soughtDebtors,
  type Database,
  type Keyring,
} from "@fairflow/db";
import { z } from "zod";
import { callLine } from "../outside/call-line.ts";
import { minorUnits } from "../payments/minor-units.ts";
import { readTable, type TableRow } from "./read-table.ts";
import type { TakenRows } from "./take-returns.ts";

const MOST_SOUGHT = 10_000;
const COLUMNS = [
  "trace",
  "reference",
  "name",
  "id_number",
  "last_postal",
  "last_phone",
  "last_email",
];

/** Those who are to be traced, as a tracer gets them. What comes back names them by `trace`. */
export async function soughtCsv(
  database: Database,
  keyring: Keyring,
): Promise<{ readonly people: number; readonly csv: string }> {
  const sought = await soughtDebtors(database, keyring, MOST_SOUGHT);
  const rows = sought.map(({ debtorId, reference, name, idNumber, postal, phone, email }) => [
    debtorId,
    reference,
    name,
    idNumber,
    postal.replaceAll(/\r?\n/g, ", "),
    phone,
    email,
  ]);
  return { people: sought.length, csv: [COLUMNS, ...rows].map((row) => callLine(row)).join("") };
}

interface FoundRow {
  readonly debtorId: string;
  readonly kind: "phone" | "email" | "postal";
  readonly value: string;
  readonly foundOn: string;
  readonly cost: { readonly amount: number; readonly currency: string } | undefined;
}

/** Takes in what a tracer found: unverified, with its source and cost. @throws HttpError */
export async function takeTraces(
  { database, keyring }: { readonly database: Database; readonly keyring: Keyring },
  {
    csv,
    tracer,
    userId,
  }: { readonly csv: string; readonly tracer: string; readonly userId: string },
): Promise<TakenRows> {
  const rows = await readTable(csv, [["trace"], ["kind"], ["value"]]);
  const today = new Date().toISOString().slice(0, 10);
  const problems: { line: number; problem: string }[] = [];
  let taken = 0;
  let known = 0;
  for (const row of rows) {
    const found = readFound(row, today);
    if ("problem" in found) {
      problems.push({ line: row.line, problem: found.problem });
      continue;
    }
    const added = await database.transaction(async (tx) => {
      await lockDebtors(tx, [found.debtorId]);
      const { now } = await readClock(tx);
      const outcome = await addTrace(tx, keyring, { ...found, tracer, author: userId }, now);
      if (outcome !== "added") return outcome;
      const { debtorId, kind, foundOn, cost } = found;
      await recordAudit(tx, [
        {
          actor: { kind: "user", id: userId },
          action: "trace.import",
          subject: { kind: "debtor", id: debtorId },
          after: { kind, tracer, foundOn, cost },
        },
      ]);
      return outcome;
    });
    if (added === "added") taken += 1;
    if (added === "known") known += 1;
    if (added === "nobody")
      problems.push({ line: row.line, problem: "Nobody is sought under this trace." });
    if (added === "unreadable") {
      problems.push({ line: row.line, problem: "Nobody can be reached at this address." });
    }
  }
  return { taken, known, problems };
}

const KINDS = new Map([
  ["phone", "phone"],
  ["mobile", "phone"],
  ["cell", "phone"],
  ["email", "email"],
  ["e-mail", "email"],
  ["postal", "postal"],
  ["address", "postal"],
] as const);

function readFound({ cells }: TableRow, today: string): FoundRow | { readonly problem: string } {
  const debtorId = z.uuid().safeParse(cells["trace"]).data;
  if (debtorId === undefined) return { problem: "Give back the trace that the list named." };
  const word = (cells["kind"] ?? "").toLowerCase();
  const kind = [...KINDS].find(([name]) => name === word)?.[1];
  if (kind === undefined) return { problem: `"${word}" is none of phone, email and postal.` };
  // In one line of a CSV a postal address has its lines between semicolons.
  const written = cells["value"] ?? "";
  const value = kind === "postal" ? written.replaceAll(/\s*;\s*/g, "\n") : written;
  const day = cells["found_on"] ?? "";
  const foundOn = day === "" ? today : z.iso.date().safeParse(day).data;
  if (foundOn === undefined) return { problem: "Write the day as 2026-11-24." };
  const paid = cells["cost"] ?? "";
  if (paid === "") return { debtorId, kind, value, foundOn, cost: undefined };
  const currency = cells["currency"] ?? "";
  const amount = /^[A-Z]{3}$/.test(currency) ? minorUnits(paid, currency) : undefined;
  if (amount === undefined) {
    return { problem: "Write the cost as 25.00, and its currency as ZAR." };
  }
  return { debtorId, kind, value, foundOn, cost: { amount, currency } };
}
