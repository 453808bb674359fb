import type { Transaction } from "@fairflow/db";
import type { LawReader } from "../law/law-reader.ts";
import type { CheckResult } from "./check-result.ts";
import { verifyAgreements } from "./verify-agreements.ts";
import { verifyFigures } from "./verify-figures.ts";
import { verifyLegalSteps } from "./verify-legal-steps.ts";
import { verifyRows } from "./verify-rows.ts";
import { verifyVerdicts } from "./verify-verdicts.ts";

/** Checks over the whole installation what must always hold, one result after another. */
export async function* verifyDatabase(
  tx: Transaction,
  law: LawReader,
): AsyncGenerator<CheckResult> {
  const { sql } = tx;
  yield await verifyVerdicts(law, sql);
  yield await verifyLegalSteps(law, sql);
  for (const check of verifyRows(sql)) yield await check();
  yield* verifyAgreements(tx, law);
  yield* verifyFigures(tx);
}
