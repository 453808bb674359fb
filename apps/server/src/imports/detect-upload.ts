import { open } from "node:fs/promises";
import type { ImportDetection } from "@fairflow/contract";
import type { StoredPortfolio } from "@fairflow/db";
import { detect, lookalikes, type Detected } from "@fairflow/intake";

/** Enough to see how a file is written. */
const SAMPLE_BYTES = 65_536;

type Detection = Pick<ImportDetection, "detected" | "guess">;

/**
 * What an uploaded file looks like, with a first guess of its mapping.
 *
 * @param like whose terms a file without its own is taken to have, such as the portfolio that was made last
 * @throws RefusedFileError for a file that is no table
 */
export async function detectUpload(
  path: string,
  fileName: string,
  like: StoredPortfolio | undefined,
): Promise<Detection> {
  const found = await detect(await sampleOf(path));
  return {
    detected: {
      delimiter: found.delimiter,
      encoding: found.encoding,
      columns: found.columns.map(({ name }) => name),
      sample: rowsOf(found),
      doubts: doubtsOf(found),
      lookalikes: [...lookalikes(found.columns.map(({ name }) => name))],
    },
    guess: guessOf(found, fileName, like),
  };
}

async function sampleOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(SAMPLE_BYTES);
    const { bytesRead } = await file.read(buffer, 0, SAMPLE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Examples of each column side by side; a row of these need not stand in the file. */
function rowsOf({ columns }: Detected): string[][] {
  const rows = Math.max(0, ...columns.map(({ examples }) => examples.length));
  return Array.from({ length: rows }, (_, row) =>
    columns.map(({ examples }) => examples[row] ?? ""),
  );
}

function doubtsOf({ dates, columns }: Detected): string[] {
  const unnamed = columns.every(({ guess }) => guess === undefined);
  return [
    ...(dates.kind === "ambiguous"
      ? [`The dates fit ${dates.formats.join(" and ")} alike: say which it is.`]
      : []),
    ...(unnamed ? ["No column's name says what it holds: choose what each is."] : []),
  ];
}

function guessOf(
  found: Detected,
  fileName: string,
  like: StoredPortfolio | undefined,
): Record<string, unknown> {
  const columns = found.columns.flatMap(({ name, guess }) =>
    guess === undefined ? [] : [[guess, name] as const],
  );
  const targets = new Set<string>(columns.map(([target]) => target));
  return {
    schema: "fairflow.mapping/1",
    name: fileName.replace(/\.[^.]*$/, "").slice(0, 100) || "Accounts",
    feed: "delta",
    file: {
      delimiter: found.delimiter,
      encoding: found.encoding,
      headerRow: found.headerRow,
      ...(found.dates.kind === "none" ? {} : { dates: formatOf(found.dates) }),
      decimal: found.decimal,
      thousands: found.thousands,
    },
    columns: Object.fromEntries(columns),
    constants: Object.fromEntries(constantsOf(like).filter(([target]) => !targets.has(target))),
    arrears: targets.has("account.arrears")
      ? "stated"
      : targets.has("account.due_date")
        ? "balance_once_due"
        : "whole_balance",
  };
}

function constantsOf(like: StoredPortfolio | undefined): readonly (readonly [string, string])[] {
  if (like === undefined) return [];
  const [language] = like.languages;
  return [
    ["debtor.country", like.jurisdiction],
    ["debtor.zone", like.zone],
    ...(language === undefined ? [] : [["debtor.language", language] as const]),
    ["account.currency", like.currency],
    ["account.collector", like.collectorKind],
  ];
}

/** Of formats that fit alike the more common one; a person is told. */
function formatOf(dates: Exclude<Detected["dates"], { kind: "none" }>): string | undefined {
  return dates.kind === "certain" ? dates.format : dates.formats[0];
}
