import { readLibrary, type Transaction } from "@fairflow/db";
import { coreMergeFields, type MergeField, type MergeFieldType } from "@fairflow/template";

const SAMPLES = {
  number: 3,
  money: 45_000,
  date: "2026-06-01",
  text: "Durban",
  choice: "Durban",
  boolean: "true",
} as const;

/** Everything that a template can say: the core fields, and the installation's own that are not personal. */
export async function readLiveFields(tx: Transaction): Promise<readonly MergeField[]> {
  const { fields } = await readLibrary(tx);
  const own = fields.flatMap(({ key, label, type, choices, isPii }): MergeField[] => {
    if (isPii || type === "tags") return [];
    const [choice] = choices;
    const sample = type === "choice" && choice !== undefined ? choice.value : SAMPLES[type];
    return [{ id: `custom.${key}`, label, type: typeOf(type), sample }];
  });
  return [...coreMergeFields, ...own];
}

function typeOf(type: keyof typeof SAMPLES): MergeFieldType {
  return type === "choice" || type === "boolean" ? "text" : type;
}
