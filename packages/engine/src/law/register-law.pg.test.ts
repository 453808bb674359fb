import { openDatabase, packDocuments } from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeEach, expect, test } from "vitest";
import { lawReader } from "./law-reader.ts";
import { programLaw, type ProgramLaw } from "./program-law.ts";
import { changeLaw, comparePackVersions, registerLaw } from "./register-law.ts";

const NOW = new Date("2026-11-24T08:00:00Z");
const LATER = new Date("2026-12-24T08:00:00Z");
const database = openDatabase(await testDatabase(), { max: 2 });
afterAll(() => database.close());

const ACTIVATION = {
  by: "u1",
  name: "N. Dlamini",
  role: "Head of compliance",
  reason: "Counsel has read it",
  atMs: NOW.getTime(),
};

/** The program, with every pack in a version of its own. */
function programOf(version: string, tzdata = programLaw.zones.tzdata): ProgramLaw {
  return {
    ...programLaw,
    packs: programLaw.packs.map((pack) => ({ ...pack, version })),
    zones: { ...programLaw.zones, tzdata },
  };
}

function register(program: ProgramLaw): Promise<number> {
  return database.transaction((tx) => registerLaw(tx, LATER, program));
}

/** The version of a pack that verdicts are taken under now. */
async function versionOf(id: string): Promise<string | undefined> {
  const law = await lawReader().newest(database.sql);
  return (id === "stop-facts" ? law.stopFacts : law.packs.get(id))?.version;
}

beforeEach(async () => {
  await register(programOf("2026.01.0"));
});

test("the same program makes no new revision", async () => {
  const first = await register(programOf("2026.01.0"));

  expect(await register(programOf("2026.01.0"))).toBe(first);
});

test("a new version is taken at once but for active packs, of which the one that was activated stays in use", async () => {
  const of = { by: "u1", reason: "Counsel has read it", now: NOW };
  await database.transaction((tx) =>
    changeLaw(tx, of, (law) => ({
      ...law,
      packs: law.packs.map((pack) =>
        pack.id === "za-core" ? { ...pack, activation: ACTIVATION } : pack,
      ),
    })),
  );

  await register(programOf("2026.02.0"));

  const law = await lawReader().newest(database.sql);
  expect(await Promise.all(["za-core", "gb-core", "stop-facts"].map(versionOf))).toEqual([
    "2026.01.0",
    "2026.02.0",
    "2026.02.0",
  ]);
  expect([...law.notActive].toSorted()).toEqual(
    programLaw.packs
      .map(({ id }) => id)
      .filter((id) => !["za-core", "stop-facts"].includes(id))
      .toSorted(),
  );
  const kept = await packDocuments(database.sql, "za-core");
  expect(kept.map(({ version }) => version)).toContain("2026.02.0");
});

test("a program that is older than another takes neither its packs nor its zones back", async () => {
  await register(programOf("2026.10.0", "2027a"));

  await register(programOf("2026.9.0"));

  expect(await versionOf("gb-core")).toBe("2026.10.0");
  expect((await lawReader().newest(database.sql)).zones.tzdata).toBe("2027a");
});

test("an old revision is read as it was", async () => {
  const before = await register(programOf("2026.11.0"));
  await register(programOf("2026.12.0"));

  const law = await lawReader().at(database.sql, before);

  expect(law?.packs.get("gb-core")?.version).toBe("2026.11.0");
  expect(await lawReader().at(database.sql, 1_000_000)).toBe(undefined);
});

test.for([
  ["2026.9.1", "2026.11.0", -1],
  ["2026.11.0", "2026.11.0", 0],
  ["2027.01.0", "2026.12.9", 1],
] as const)("version %s against %s", ([one, other, sign]) => {
  expect(Math.sign(comparePackVersions(one, other))).toBe(sign);
});
