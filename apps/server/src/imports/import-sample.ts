import { ImportState } from "@fairflow/contract";
import type { TestApp } from "../test-app.ts";
import { sampleMapping } from "./sample-mapping.ts";

/** For tests: imports a file of invoices through the API, and waits until it is in. */
export async function importSample(
  { as, deps }: Pick<TestApp, "as" | "deps">,
  csv: string,
  columns: Readonly<Record<string, string>> = {},
): Promise<void> {
  const upload = await as.editor("POST", "/api/imports", {
    headers: { "content-type": "text/csv" },
    body: csv,
  });
  const { id } = ImportState.parse(await upload.json());
  const mapping = sampleMapping(columns);
  await as.editor("POST", `/api/imports/${id}/commit`, { body: { mapping, acceptBadRows: false } });
  await deps.imports.ended(id);
}
