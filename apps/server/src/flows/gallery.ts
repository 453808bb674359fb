import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Endpoints, OutputOf } from "@fairflow/contract";
import { parseExportText } from "@fairflow/interpreter";
import { CHECKOUT } from "../environment.ts";

type GalleryEntry = OutputOf<Endpoints["gallery"]>[number];

/** The examples that this program comes with, each a folder with its flow and a README that says what it is for. */
export async function readGallery(): Promise<GalleryEntry[]> {
  const folder = join(CHECKOUT, "examples");
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory() && entry.name !== "node_modules");
  const found = await Promise.all(names.map(({ name }) => readExample(folder, name)));
  return found.filter((example) => example !== undefined);
}

/** Undefined for a folder that holds no flow. */
async function readExample(folder: string, id: string): Promise<GalleryEntry | undefined> {
  const [text, readme] = await Promise.all([
    readIfThere(join(folder, id, "flow.json")),
    readIfThere(join(folder, id, "README.md")),
  ]);
  if (text === undefined) return undefined;
  const parsed = parseExportText(text);
  if (!parsed.ok) {
    const [problem] = parsed.problems;
    throw new Error(`examples/${id}/flow.json: ${problem?.path} ${problem?.message}`);
  }
  return {
    id,
    name: parsed.value.flow.name,
    description: firstParagraph(readme ?? ""),
    export: parsed.value,
  };
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** What follows the title. */
function firstParagraph(readme: string): string {
  const paragraphs = readme.split(/\n\s*\n/).map((each) => each.replaceAll("\n", " ").trim());
  return paragraphs.find((each) => each !== "" && !each.startsWith("#")) ?? "";
}
