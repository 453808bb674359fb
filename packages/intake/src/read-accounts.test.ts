import { Readable } from "node:stream";
import { zones } from "@fairflow/calendar/zones";
import { expect, test } from "vitest";
import { HEADER, INVOICES } from "./invoices-fixture.ts";
import { Mapping } from "./mapping.ts";
import { openAccounts, readAccounts, type ReadProgress } from "./read-accounts.ts";

/** An endless file, and how many rows of it were taken. */
function endless() {
  const taken = { rows: 0 };
  const { promise: ended, resolve } = Promise.withResolvers<true>();
  async function* source() {
    try {
      yield Buffer.from(`${HEADER}\n`);
      for (;;) {
        taken.rows++;
        yield Buffer.from(`C,I${taken.rows},2024-01-31,${"0".repeat(1000)}1\n`);
      }
    } finally {
      resolve(true);
    }
  }
  return { source: source(), taken, ended };
}

test("takes of the source little more than is read, and lets go of it when the reader stops", async () => {
  const { source, taken, ended } = endless();
  let rows = 0;

  for await (const item of readAccounts(source, Mapping.parse(INVOICES), { zones })) {
    expect(item.kind).toBe("row");
    if (++rows === 1000) break;
  }

  expect(taken.rows).toBeLessThan(1000 + 1000);
  expect(await ended).toBe(true);
});

test("lets go of a source whose columns are not the mapping's", async () => {
  const { source, ended } = endless();
  const columns = { ...INVOICES.columns, "debtor.email": "mail" };

  const opening = openAccounts(source, Mapping.parse({ ...INVOICES, columns }), { zones });

  await expect(opening).rejects.toMatchObject({ name: "RefusedFileError" });
  expect(await ended).toBe(true);
});

test("ends with an AbortError when told to", async () => {
  const { source } = endless();
  const cancel = new AbortController();
  const options = { zones, signal: cancel.signal };

  const reading = async () => {
    let rows = 0;
    for await (const item of readAccounts(source, Mapping.parse(INVOICES), options)) {
      if (item.kind === "row" && ++rows === 500) cancel.abort();
    }
  };

  await expect(reading()).rejects.toMatchObject({ name: "AbortError" });
});

test("reports its progress every 1,000 rows and at the end", async () => {
  const lines = Array.from({ length: 2500 }, (_, index) => `C,I${index % 2000},2024-01-31,1\n`);
  const bytes = Buffer.from(`${HEADER}\n${lines.join("")}`);
  const reports: ReadProgress[] = [];
  const onProgress = (progress: ReadProgress) => reports.push(progress);

  for await (const item of readAccounts(Readable.from([bytes]), Mapping.parse(INVOICES), {
    zones,
    onProgress,
  })) {
    expect(item.line).toBeGreaterThan(1);
  }

  expect(reports).toEqual([
    { bytes: bytes.length, rows: 1000, badRows: 0 },
    { bytes: bytes.length, rows: 2000, badRows: 0 },
    { bytes: bytes.length, rows: 2500, badRows: 500 },
  ]);
});
