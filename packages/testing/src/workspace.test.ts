import { readFile } from "node:fs/promises";
import { globSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { CHECKOUT } from "./checkout.ts";

const SETTINGS = globSync("{packages/*,apps/*,apps/*/{bench,e2e}}/tsconfig*.json", {
  cwd: CHECKOUT,
});

const Solution = z.object({ references: z.array(z.object({ path: z.string() })) });
const Project = z.object({ include: z.array(z.string()).min(1) });

test("the root's build checks every package, and the tests of the pure ones", async () => {
  const { references } = Solution.parse(await readJson("tsconfig.json"));

  const built = references.map(({ path }) =>
    path.endsWith(".json") ? path : join(path, "tsconfig.json"),
  );

  expect(built.toSorted()).toEqual([".config/tsconfig.tests.json", ...SETTINGS].toSorted());
});

// One that only extends a root without files checks nothing, and passes.
test.for(SETTINGS)("%s says itself what it checks", async (settings) => {
  expect(Project.safeParse(await readJson(settings)).success).toBe(true);
});

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(join(CHECKOUT, path), "utf8"));
}
