import { addDays, type LocalDate } from "@fairflow/calendar";
import { importSample } from "../imports/import-sample.ts";
import type { TestApp } from "../test-app.ts";

/** For tests: people, what they owe, and how long ago they should have paid. */
export const LATE_PEOPLE = [
  { name: "Thandi Mokoena", cents: 10_000, daysAgo: 3 },
  { name: "Sipho Dube", cents: 20_000, daysAgo: 12 },
  { name: "Anna Botha", cents: 30_000, daysAgo: 25 },
  { name: "Lerato Khumalo", cents: 40_000, daysAgo: 31 },
  { name: "Pieter Nel", cents: 50_000, daysAgo: 44 },
  { name: "Zanele Zulu", cents: 60_000, daysAgo: 70 },
] as const;

/** For tests: imports them, the days counted back from today. */
export async function importLatePeople(app: TestApp, today: LocalDate): Promise<void> {
  const lines = LATE_PEOPLE.map(({ name, cents, daysAgo }, index) => {
    const due = addDays(today, -daysAgo);
    return `C-${1000 + index},${name},INV-${2000 + index},${cents / 100},${due}`;
  });
  await importSample(app, ["Customer,Name,Invoice,Amount,Due", ...lines].join("\n"));
}
