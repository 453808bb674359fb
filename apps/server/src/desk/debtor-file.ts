import { renderRecord, type PrintedRecord } from "@fairflow/channels";
import { dataRequestEndpoints, DEBTOR_FILE_PATH, type TimelineEntry } from "@fairflow/contract";
import {
  noteExport,
  readClock,
  readDebtor,
  readDebtorFile,
  recordAudit,
  type TableOfFile,
} from "@fairflow/db";
import type { Hono } from "hono";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { knownZone } from "../debtors/known-zone.ts";
import { localMoment } from "../debtors/local-moment.ts";
import { parseCursor, timelinePage } from "../debtors/timeline.ts";
import type { AppEnv } from "../http/app-env.ts";
import { authorise } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { withoutOthers } from "./without-others.ts";

/** Whoever works with people, and nobody else: the file is unmasked. */
const POLICY = dataRequestEndpoints.openDataRequest.policy;

const Asked = z.strictObject({
  format: z.enum(["json", "pdf"]),
  /** A debtor's own file leaves out what is about other people; a regulator's has it. */
  for: z.enum(["debtor", "regulator"]).default("debtor"),
});

/** So many entries of the timeline are printed; setting more would keep the process from all else. */
const MOST_PRINTED = 2000;

/** All that is kept of a debtor, as one file: JSON with every row, or a paper that reads as its timeline does. */
export function mountDebtorFile(app: Hono<AppEnv>, deps: AppDeps): void {
  app.get(DEBTOR_FILE_PATH, async (context) => {
    const user = await authorise(POLICY, context.get("caller"));
    const id = z.uuid().safeParse(context.req.param("id"));
    if (!id.success) throw notFound("debtor");
    const asked = Asked.safeParse(context.req.query());
    if (!asked.success) throw new HttpError("bad-request", "Ask for format=json or format=pdf.");
    const { format } = asked.data;
    const debtor = await readDebtor(deps.database, id.data);
    if (debtor === undefined) throw notFound("debtor");
    const made = await deps.database.transaction(async (tx) => {
      const { now } = await readClock(tx);
      const all = await readDebtorFile(tx, deps.keys(), id.data);
      await noteExport(tx, { debtorId: id.data, now });
      await recordAudit(tx, [
        {
          actor: { kind: "user", id: user.id },
          action: "debtor.export",
          subject: { kind: "debtor", id: id.data },
          after: { format, for: asked.data.for, rows: countOf(all) },
        },
      ]);
      return { now, tables: asked.data.for === "debtor" ? withoutOthers(all) : all };
    });
    const content =
      format === "json"
        ? JSON.stringify(jsonOf(made, { debtorId: id.data, ...asked.data }), null, 2)
        : Buffer.from(await renderRecord(await paperOf(deps, debtor, made), made.now));
    return new Response(content, {
      headers: {
        "content-type": format === "json" ? "application/json" : "application/pdf",
        "content-disposition": `attachment; filename="debtor-${id.data}.${format}"`,
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      },
    });
  });
}

interface Made {
  readonly now: Date;
  readonly tables: readonly TableOfFile[];
}

function jsonOf(
  { now, tables }: Made,
  of: { readonly debtorId: string; readonly for: string },
): unknown {
  return {
    schema: "fairflow.debtor-file/1",
    debtorId: of.debtorId,
    madeAt: now.toISOString(),
    for: of.for,
    tables: Object.fromEntries(tables.map(({ table, rows }) => [table, rows])),
  };
}

async function paperOf(
  deps: AppDeps,
  debtor: { readonly id: string; readonly zone: string },
  { now, tables }: Made,
): Promise<PrintedRecord> {
  const zone = knownZone(debtor.zone);
  const { entries, isWhole } = await wholeTimeline(deps, debtor);
  const party = tables
    .find(({ table }) => table === "party")
    ?.rows.find((row) => row["is_debtor"] === true);
  const name = party?.["name"];
  return {
    title: "All that is kept about one person",
    about: [
      `${typeof name === "string" ? name : ""}, ${debtor.id}`,
      `Made ${localMoment(zone, now)} ${now.getUTCFullYear()}, ${debtor.zone}.`,
      isWhole
        ? `What happened, ${entries.length} entries, the newest first, then how many rows of each kind are kept. The file in JSON has every row.`
        : `The newest ${entries.length} entries of what happened. The file in JSON has them all, with every row.`,
    ],
    sections: [
      {
        heading: "What happened",
        lines: entries.map((entry) => ({
          label: `${localMoment(zone, new Date(entry.atMs))} ${new Date(entry.atMs).getUTCFullYear()}`,
          text: entry.title,
          detail: detailOf(entry),
        })),
      },
      ...tables
        .filter(({ table, rows }) => PRINTED.has(table) && rows.length > 0)
        .map(({ table, rows }) => ({
          heading: table.replaceAll("_", " "),
          lines: rows.flatMap((row, index) =>
            Object.entries(row)
              .filter(([, value]) => value !== null && value !== "")
              .map(([column, value]) => ({
                label: `${index + 1}. ${column.replaceAll("_", " ")}`,
                text: typeof value === "string" ? value : JSON.stringify(value),
              })),
          ),
        })),
      {
        heading: "What is kept",
        lines: tables.map(({ table, rows }) => ({
          label: table.replaceAll("_", " "),
          text: rows.length === 1 ? "1 row" : `${rows.length} rows`,
        })),
      },
    ],
  };
}

/** Who somebody is and what they owe: printed row by row; all else reads better as what happened. */
const PRINTED: ReadonlySet<string> = new Set([
  "debtor",
  "debtor_reference",
  "party",
  "address",
  "account",
]);

async function wholeTimeline(
  deps: AppDeps,
  debtor: { readonly id: string; readonly zone: string },
): Promise<{ readonly entries: readonly TimelineEntry[]; readonly isWhole: boolean }> {
  const reading = { database: deps.database, keyring: deps.keys() };
  const entries: TimelineEntry[] = [];
  let before: string | null = "";
  while (before !== null && entries.length < MOST_PRINTED) {
    const page = await timelinePage(reading, debtor, {
      before: before === "" ? undefined : parseCursor(before),
      role: "admin",
    });
    entries.push(...page.entries);
    before = page.next;
  }
  return { entries, isWhole: before === null };
}

function detailOf({ detail, body, rules, flow }: TimelineEntry): string | undefined {
  const parts = [
    detail,
    body,
    ...rules.map(({ id, words }) => `${words} (${id})`),
    flow === null ? null : `${flow.name}, version ${flow.version}, step "${flow.nodeName}"`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? undefined : parts.join("\n");
}

function countOf(tables: readonly TableOfFile[]): number {
  return tables.reduce((sum, { rows }) => sum + rows.length, 0);
}
