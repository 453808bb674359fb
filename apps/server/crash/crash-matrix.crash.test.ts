import { afterAll, beforeAll, expect, test } from "vitest";
import { CRASHES } from "./crash-engines.ts";
import { openLaboratory, type Laboratory } from "./crash-matrix.ts";
import { CRASH_POINTS } from "./crash-point.ts";
import { CRASH_CHANNELS } from "./fake-providers.ts";

let laboratory: Laboratory;
beforeAll(async () => {
  laboratory = await openLaboratory();
});
afterAll(() => laboratory.close());

test.for(CRASHES)(
  "every message arrives once and every run ends, wherever a send stood: %s",
  async (crash) => {
    const reports = await laboratory.crashAll(crash);

    expect(reports).toHaveLength(CRASH_CHANNELS.length * CRASH_POINTS.length);
    expect(reports.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
  },
);
