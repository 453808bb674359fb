import { newId } from "@fairflow/db";
import { catalog } from "@fairflow/nodes";
import { law, TUESDAY } from "../src/fixtures/made-up-world.ts";
import { loadPortfolios } from "../src/load-debtors.ts";
import { versionCache } from "../src/load-versions.ts";
import type { BenchWorld } from "./bench-world.ts";
import type { StepWorld } from "./job-per-step.ts";

export async function stepWorld(bench: BenchWorld): Promise<StepWorld> {
  const { sql } = bench.database;
  const fail = (_id: string, fault: unknown): never => {
    throw fault;
  };
  return {
    bench,
    deciding: {
      terms: { law, portfolios: await loadPortfolios(sql) },
      versions: await versionCache(catalog, fail).load(sql, [bench.versionId]),
      nowMs: TUESDAY.getTime(),
      newId,
      onFault: fail,
    },
  };
}
