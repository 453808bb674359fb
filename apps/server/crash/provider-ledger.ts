import { readdir, readFile } from "node:fs/promises";
import type { Scenario } from "./scenario.ts";

/** How often the scenario's provider has taken its message. */
export async function countTaken(scenario: Scenario): Promise<number> {
  const { ledger } = scenario.fake;
  if (scenario.channel === "letter") {
    const files = await orNothing(readdir(ledger, { recursive: true }));
    // What is still being written stands below a name with a dot.
    return files.filter((file) => file.endsWith(".pdf") && !file.startsWith(".")).length;
  }
  const text = (await orNothing(readFile(ledger, "utf8"))).toString();
  const recipient = `"${recipientOf(scenario)}"`;
  const isTaken = (line: string) => line.includes(recipient) && !line.startsWith('{"kind":"asked"');
  return text.split("\n").filter(isTaken).length;
}

/** Where the scenario's message goes, as the fake writes it. */
function recipientOf({ channel, ordinal }: Scenario): string {
  return channel === "sms"
    ? `+2782${String(1_000_000 + ordinal).padStart(7, "0")}`
    : `debtor${ordinal}@example.com`;
}

/** A provider that has taken nothing yet has written no file. */
async function orNothing<Content>(reading: Promise<Content>): Promise<Content | never[]> {
  try {
    return await reading;
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return [];
    throw fault;
  }
}
