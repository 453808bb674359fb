import { Mapping } from "./mapping.ts";

const MAX_CHARACTERS = 1_000_000;

/** A place in the mapping, such as `columns.debtor.zone`, and what is wrong there. */
export interface MappingProblem {
  readonly path: string;
  readonly message: string;
}

export type ParsedMapping =
  | { readonly kind: "mapping"; readonly mapping: Mapping }
  | { readonly kind: "refused"; readonly problems: readonly MappingProblem[] };

/** Reads a mapping from the text of its file. */
export function parseMapping(text: string): ParsedMapping {
  if (text.length > MAX_CHARACTERS) return refused("The mapping is over 1 MB");
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return refused(`The mapping is not JSON: ${error.message}`);
    throw error;
  }
  const result = Mapping.safeParse(document);
  if (result.success) return { kind: "mapping", mapping: result.data };
  return {
    kind: "refused",
    problems: result.error.issues.map((issue) => ({
      path: issue.path.map(String).join("."),
      message: issue.message,
    })),
  };
}

function refused(message: string): ParsedMapping {
  return { kind: "refused", problems: [{ path: "", message }] };
}
