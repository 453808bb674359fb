import { expect, test } from "vitest";
import { allowedUntil } from "./allowed-until.ts";
import { permit } from "./permit.ts";
import { compiled, now, plain } from "./plain-case.ts";

const stop = compiled("stop-facts");

test.for([
  { pack: "za-core", zones: ["Africa/Johannesburg"], at: "2026-11-24T10:00:00+02:00" },
  { pack: "za-core", zones: ["Africa/Johannesburg"], at: "2026-11-28T10:00:00+02:00" },
  { pack: "us-federal-states", zones: ["America/New_York"], at: "2026-11-24T12:00:00-05:00" },
  {
    pack: "us-federal-states",
    zones: ["America/New_York", "America/Los_Angeles"],
    at: "2026-11-24T17:00:00Z",
  },
  { pack: "gb-core", zones: ["Europe/London"], at: "2026-11-24T10:00:00Z" },
])("what $pack allows at $at in $zones is allowed until a window ends and no longer", (of) => {
  const packs = [stop, compiled(of.pack)];
  const asked = { ...plain, zones: of.zones };
  const at = new Date(of.at);

  const until = allowedUntil(packs, asked, at);

  expect(permit(packs, asked, at).kind).toBe("allowed");
  if (until === undefined) throw new Error("There are no hours");
  expect(permit(packs, asked, new Date(until.getTime() - 1)).kind).toBe("allowed");
  expect(permit(packs, asked, until).kind).toBe("deferred");
});

test("where no hours are set nothing ends", () => {
  expect(allowedUntil([stop], plain, now)).toBeUndefined();
});
