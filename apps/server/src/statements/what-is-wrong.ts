import type { Transaction } from "@fairflow/db";
import { lawReader, verifyDatabase } from "@fairflow/engine";

/** For tests: what verifying the whole database finds wrong. */
export async function whatIsWrong(tx: Transaction): Promise<readonly string[]> {
  const wrong: string[] = [];
  for await (const { name, examples } of verifyDatabase(tx, lawReader())) {
    wrong.push(...examples.map((example) => `${name}: ${example}`));
  }
  return wrong;
}
