import { readFile } from "node:fs/promises";
import { runScenarioFile } from "@fairflow/server/scenarios";
import { expect, test } from "vitest";

const folder = new URL(".", import.meta.url).pathname;
const names: readonly string[] = JSON.parse(await readFile(`${folder}gallery.json`, "utf8"));

test.for(names)("what is expected of %s comes true in each of its scenarios", async (name) => {
  const results = await runScenarioFile({
    flow: `${folder}${name}/flow.json`,
    scenarios: `${folder}${name}/scenarios.json`,
  });

  expect(results.length).toBeGreaterThanOrEqual(4);
  const failures = results.flatMap((result) =>
    result.failures.map(({ message }) => `${result.name}: ${message}`),
  );
  expect(failures).toEqual([]);
});
