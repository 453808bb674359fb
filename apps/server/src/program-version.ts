import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CHECKOUT } from "./environment.ts";

const Package = z.object({ version: z.string() });

/** As the root's package.json says it. */
export const programVersion: string = Package.parse(
  JSON.parse(readFileSync(join(CHECKOUT, "package.json"), "utf8")),
).version;
