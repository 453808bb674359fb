/** Writes `docs/compliance.md` from the rule packs. A test fails until it is run. */
import { writeFileSync } from "node:fs";
import { complianceDocument } from "../src/document/compliance-document.ts";
import { packs } from "../src/packs.ts";

writeFileSync(
  new URL("../../../docs/compliance.md", import.meta.url),
  complianceDocument([...packs.values()]),
);
