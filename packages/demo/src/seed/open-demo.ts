import { installedDemo } from "../life/demo-world.ts";
import { resumeDemo } from "../life/resume-clock.ts";
import type { DemoSeed } from "./demo-seed.ts";
import { seedDemo } from "./seed-demo.ts";

/**
 * Makes a demo installation ready: seeds the demo world where there is nobody yet, and sets its clock to where it stopped.
 * Call it just before the engine starts.
 */
export async function openDemo(input: DemoSeed): Promise<void> {
  const { database } = input;
  const [[debtor], installed] = await Promise.all([
    database.sql`select from debtor limit 1`,
    installedDemo(database),
  ]);
  if (debtor === undefined && installed === undefined) await seedDemo(input);
  await resumeDemo(database);
}
