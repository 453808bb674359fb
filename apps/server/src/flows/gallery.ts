import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Endpoints, OutputOf } from "@fairflow/contract";
import { parseExportText } from "@fairflow/interpreter";
import { ScenarioFile } from "@fairflow/simulation";
import { z } from "zod";
import { CHECKOUT } from "../environment.ts";

type GalleryEntry = OutputOf<Endpoints["gallery"]>[number];

const EXAMPLES = join(CHECKOUT, "examples");
const LAW_HEADING = "## The law it respects";

/**
 * The flows to start from: the folders that `examples/gallery.json` names, in its order. What each does, and under which law,
 * stands in its README, its tests in scenarios.json.
 */
export async function readGallery(): Promise<GalleryEntry[]> {
  const names = z
    .array(z.string().regex(/^[a-z0-9-]+$/))
    .parse(JSON.parse(await readFile(join(EXAMPLES, "gallery.json"), "utf8")));
  return Promise.all(names.map(readExample));
}

async function readExample(id: string): Promise<GalleryEntry> {
  const read = (file: string) => readFile(join(EXAMPLES, id, file), "utf8");
  const [text, readme, tests] = await Promise.all([
    read("flow.json"),
    read("README.md"),
    read("scenarios.json"),
  ]);
  const parsed = parseExportText(text);
  if (!parsed.ok) {
    const [problem] = parsed.problems;
    throw new Error(`examples/${id}/flow.json: ${problem?.path} ${problem?.message}`);
  }
  const paragraphs = readme.split(/\n\s*\n/).map((each) => each.replaceAll("\n", " ").trim());
  return {
    id,
    name: parsed.value.flow.name,
    // What follows the title.
    description: paragraphs[1] ?? "",
    law: paragraphs[paragraphs.indexOf(LAW_HEADING) + 1] ?? "",
    export: parsed.value,
    scenarios: ScenarioFile.parse(JSON.parse(tests)).scenarios,
  };
}
