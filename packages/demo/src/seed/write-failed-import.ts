import accounts from "@fairflow/examples/early-arrears/accounts.mapping.json" with { type: "json" };
import { newId, saveFeedProblems, type Keyring, type Transaction } from "@fairflow/db";
import { createHash } from "node:crypto";
import type { DemoClient } from "./write-client.ts";

const FILE = "kopano-november.csv";

/** Those of the example whose mapping it has. */
const COLUMNS =
  "Customer no,First name,Surname,Company,Cell,E-mail,Street,Town,Postal code,Language,Preferred contact,Pay day,Invoice no,Invoice date,Due date,Invoice amount,Outstanding,Times late before,Tags";

/** Rows as a hurried export leaves them. Nobody in them exists. */
const BAD_ROWS = [
  {
    line: 14,
    column: "Due date",
    message: "This is not a date of the form that the mapping names.",
    row: "C1013,Grace,Marigold,,085 000 0013,demo.0013@example.org,4 Sample Road,Demoville,0001,English,SMS,25,INV-900014,2026-11-02,2026-13-01,1250.00,1250.00,0,",
  },
  {
    line: 22,
    column: "Outstanding",
    message: "This is not an amount.",
    row: "C1021,Kobus,Spekboom,,085 000 0021,demo.0021@example.org,9 Voorbeeld Street,Demoville,0001,Afrikaans,Email,1,INV-900022,2026-10-31,2026-11-30,480.00,R twelve,2,",
  },
  {
    line: 31,
    column: "Customer no",
    message: "This must not be empty.",
    row: ",Zanele,Imbali,,085 000 0030,demo.0030@example.org,17 Made-Up Lane,Demoville,0001,isiZulu,SMS,15,INV-900031,2026-10-31,2026-11-30,480.00,480.00,1,",
  },
] as const;

/** A file of last week that nobody took, so that there is one to look at. */
export async function writeFailedImport(
  tx: Transaction,
  keyring: Keyring,
  of: { readonly client: DemoClient; readonly author: string; readonly at: Date },
): Promise<void> {
  const mappingId = newId();
  const feedRunId = newId();
  const document = JSON.stringify(accounts);
  const { sql } = tx;
  await sql`
    insert into feed_mapping (id, name, document, updated_by, created_at, updated_at)
    values (${mappingId}, 'Kopano invoices', ${document}::jsonb, ${of.author}, ${of.at}, ${of.at})`;
  await sql`
    insert into feed_run (id, portfolio_id, mapping_id, mapping, kind, file_name, file_bytes, file_hash, status,
      rows_read, rows_good, rows_bad, started_by, started_at, finished_at, failure)
    values (${feedRunId}, ${of.client.portfolioId}, ${mappingId}, ${document}::jsonb, 'delta', ${FILE}, 2164,
      ${createHash("sha256").update(FILE).digest()}, 'failed', 40, ${40 - BAD_ROWS.length}, ${BAD_ROWS.length},
      ${of.author}, ${of.at}, ${of.at}, '3 rows cannot be read; nothing was taken over.')`;
  const columns = COLUMNS.split(",");
  await saveFeedProblems(
    tx,
    keyring,
    feedRunId,
    BAD_ROWS.map(({ line, column, message, row }) => ({
      line,
      columns,
      cells: row.split(","),
      faults: [{ column, reason: message }],
    })),
  );
}
