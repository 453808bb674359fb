import { CALL_LIST_FILE_PATH, callListEndpoints, DISPOSITIONS_FILE_PATH } from "@fairflow/contract";
import { openTable, RefusedFileError } from "@fairflow/intake";
import type { Hono } from "hono";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { HttpError } from "../http/http-error.ts";
import { requestParts } from "../http/request-parts.ts";
import { programVersion } from "../program-version.ts";
import { apiReference } from "./api-reference.ts";
import { callLine } from "./call-line.ts";
import { readCallList } from "./call-list.ts";
import { describeApi } from "./describe-api.ts";
import { authoriseKey } from "./handle-key.ts";
import { takeDispositions } from "./report-dispositions.ts";

/** A file of dispositions is at most so long. */
const MAX_BYTES = 1_000_000;
const MAX_ROWS = 1_000;
const COLUMNS = ["task", "accounts", "phone", "title", "team", "due", "outcomes"] as const;

/** The document of the API and its reference page, and what travels as CSV. */
export function mountOutsideFiles(app: Hono<AppEnv>, deps: AppDeps): void {
  const describe = () => describeApi({ origin: deps.publicUrl.origin, version: programVersion });

  app.get("/v1/openapi.json", (context) => context.json(describe()));

  app.get("/v1/reference", (context) => context.html(apiReference(describe())));

  app.get(CALL_LIST_FILE_PATH, async (context) => {
    const { policy, input, request } = callListEndpoints.callList;
    const holder = await authoriseKey(policy, context.get("caller"));
    const { query } = await requestParts<typeof request>(context, input, request);
    const { calls } = await readCallList(deps, { ...query, keyId: holder.id });
    const rows = calls.flatMap(({ task, accounts, phone, title, team, dueAt, outcomes }) =>
      phone === null
        ? []
        : [
            [
              task,
              accounts.join(" "),
              phone,
              title,
              team,
              dueAt ?? "",
              outcomes.map(({ id }) => id).join(" "),
            ],
          ],
    );
    const text = [COLUMNS, ...rows].map((cells) => callLine(cells)).join("");
    return context.body(text, 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="calls.csv"',
    });
  });

  app.post(DISPOSITIONS_FILE_PATH, async (context) => {
    const { policy } = callListEndpoints.reportDispositions;
    const holder = await authoriseKey(policy, context.get("caller"));
    if (!/^text\/csv(\s*;.*)?$/i.test(context.req.header("content-type") ?? "")) {
      throw new HttpError("wrong-type", "Send the file itself, as text/csv.");
    }
    const rows = await rowsOf(context.req.raw.body);
    const reporter = { keyId: holder.id, system: holder.name };
    return context.json({ rows: await takeDispositions(deps, rows, reporter) });
  });
}

/** Rows by their columns, empty cells left out. @throws HttpError */
async function rowsOf(
  body: ReadableStream<Uint8Array> | null,
): Promise<readonly Readonly<Record<string, string>>[]> {
  if (body === null) throw new HttpError("invalid", "The file is empty.");
  try {
    const table = await openTable(limited(body), {
      delimiter: "auto",
      encoding: "auto",
      quote: '"',
      headerRow: 1,
    });
    if (table.columns.some((column) => column === "__proto__" || column === "constructor")) {
      throw new HttpError("invalid", "A column has a name that is reserved.");
    }
    const rows: Readonly<Record<string, string>>[] = [];
    for await (const { cells } of table.rows) {
      if (rows.length >= MAX_ROWS) {
        throw new HttpError("too-large", `At most ${MAX_ROWS} rows are read at once.`);
      }
      rows.push(
        Object.fromEntries(
          table.columns.flatMap((column, index) =>
            cells[index] === undefined || cells[index] === "" ? [] : [[column, cells[index]]],
          ),
        ),
      );
    }
    return rows;
  } catch (cause) {
    if (!(cause instanceof RefusedFileError)) throw cause;
    throw new HttpError("invalid", `${cause.message}.`, { cause });
  }
}

async function* limited(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) {
      throw new HttpError("too-large", `At most ${MAX_BYTES} bytes are read here.`);
    }
    yield chunk;
  }
}
