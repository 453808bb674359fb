import { newId } from "@fairflow/db";
import { catalog } from "@fairflow/nodes";
import { TUESDAY } from "../src/fixtures/made-up-world.ts";
import { lawReader } from "../src/law/law-reader.ts";
import { loadPortfolios } from "../src/load-portfolios.ts";
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
      terms: { law: await lawReader().newest(sql), portfolios: await loadPortfolios(sql) },
      versions: await versionCache(catalog, fail).load(sql, [bench.versionId]),
      nowMs: TUESDAY.getTime(),
      newId,
      onFault: fail,
    },
  };
}
