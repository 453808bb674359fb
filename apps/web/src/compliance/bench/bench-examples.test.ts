import { zones } from "@fairflow/calendar/zones";
import { compilePack, permit } from "@fairflow/compliance";
import { holidayTables, packs, stopFacts } from "@fairflow/compliance/packs";
import { expect, test } from "vitest";
import { benchExamples } from "./bench-examples.ts";
import { readBench } from "./bench-question.ts";

const tables = { zones, holidays: holidayTables };

/** The examples must show what their titles say, on whatever day somebody looks. */
test.for(
  (["2026-11-22", "2026-11-25", "2026-12-31", "2027-02-28"] as const).flatMap((today) =>
    benchExamples.map((example) => [example.title, today, example] as const),
  ),
)("%s shows what it says on %s", ([, today, example]) => {
  const read = readBench(example.formOn(today), zones, "Africa/Johannesburg");
  if (read.kind === "faulty") throw new Error(read.problems.join(". "));
  const { question } = read;
  const compiled = question.packs.flatMap((id) => {
    const pack = packs.get(id);
    return pack === undefined ? [] : [compilePack(pack, tables)];
  });

  const verdict = permit(
    [compilePack(stopFacts, tables), ...compiled],
    question.case,
    new Date(question.atMs),
  );

  expect(verdict.kind).toBe(example.id === "dispute" ? "forbidden" : "deferred");
});
