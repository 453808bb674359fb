import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { zones } from "@fairflow/calendar/zones";
import { expect, test } from "vitest";
import { accountsFrom } from "./accounts-from.ts";
import { parseMapping } from "./parse-mapping.ts";

const EXAMPLES = new URL("../../../examples/", import.meta.url);

test.for(["early-arrears", "pre-due-reminder"])(
  "reads all accounts of the example %s",
  async (example) => {
    const parsed = parseMapping(
      readFileSync(new URL(`${example}/accounts.mapping.json`, EXAMPLES), "utf8"),
    );
    if (parsed.kind === "refused") throw new Error(JSON.stringify(parsed.problems));
    const path = fileURLToPath(new URL(`${example}/accounts.csv`, EXAMPLES));

    const accounts = await accountsFrom(path, parsed.mapping, zones);

    expect(accounts.badRows).toEqual([]);
    expect(accounts.rows).toHaveLength(60);
    // 085 belongs to no network and example.org to nobody: no message of an example can reach a person.
    const debtors = accounts.rows.map((row) => row.debtor);
    expect(
      debtors.flatMap((debtor) => debtor.phones).filter((phone) => !phone.startsWith("+2785000")),
    ).toEqual([]);
    expect(debtors.filter((debtor) => debtor.email?.endsWith("@example.org") === false)).toEqual(
      [],
    );
  },
);
