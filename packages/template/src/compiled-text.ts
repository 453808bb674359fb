import { analyzeSync, ForTag, Output, toValueSync, type Template, type Variable } from "liquidjs";
import type { Engine } from "./engine.ts";
import { MAX_MARKS, MAX_NESTING } from "./limits.ts";
import { sayParseFault, TOO_DEEP } from "./liquid-fault.ts";

/** One text of a template, read. */
export type CompiledText =
  | {
      readonly kind: "text";
      readonly pieces: Template[];
      /** Every variable that it names, as written: `debtor.first_name`. */
      readonly names: ReadonlySet<string>;
    }
  | { readonly kind: "broken"; readonly fault: string };

/** What a text asks for, found without rendering it. */
export interface TextUses {
  /** Variables that must come from the merge fields. */
  readonly fields: readonly Variable[];
  /** Variables that begin with the name of a loop's item. */
  readonly items: readonly Variable[];
  /** Expressions that are written out as they are, without any filter that says how: `account.arrears`. */
  readonly plainOutputs: readonly string[];
  readonly loopNames: ReadonlySet<string>;
}

export function compileText(engine: Engine, text: string): CompiledText {
  if (isTooDeep(text)) return { kind: "broken", fault: TOO_DEEP };
  if (hasTooMany(text)) {
    return { kind: "broken", fault: `The text has more than ${MAX_MARKS} fields and conditions.` };
  }
  try {
    const pieces = engine.parse(text);
    const { variables } = analyzeSync(pieces, { partials: false });
    const names = Object.values(variables).flat().map(String);
    return { kind: "text", pieces, names: new Set(names) };
  } catch (error) {
    return { kind: "broken", fault: sayParseFault(error) };
  }
}

function hasTooMany(text: string): boolean {
  let marks = 0;
  for (let at = text.indexOf("{"); at >= 0; at = text.indexOf("{", at + 1)) {
    const next = text.charAt(at + 1);
    if (next === "{" || next === "%") marks += 1;
    if (marks > MAX_MARKS) return true;
  }
  return false;
}

const BLOCK = /\{%-?\s*(?<end>end)?(?:case|comment|for|if|raw|unless)\b/g;

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const { groups } of text.matchAll(BLOCK)) {
    depth += groups?.end === undefined ? 1 : -1;
    if (depth > MAX_NESTING) return true;
  }
  return false;
}

export function usesOf(pieces: Template[]): TextUses {
  const { variables, globals } = analyzeSync(pieces, { partials: false });
  const loopNames = new Set<string>();
  const plainOutputs: string[] = [];
  for (const piece of everyPiece(pieces)) {
    if (piece instanceof ForTag) loopNames.add(piece.variable);
    if (piece instanceof Output && piece.value.filters.every(({ name }) => saysNotHow(name))) {
      const [only, ...others] = piece.value.initial.postfix;
      if (only !== undefined && others.length === 0) plainOutputs.push(only.getText());
    }
  }
  return {
    fields: Object.values(globals).flat(),
    items: Object.values(variables)
      .flat()
      .filter(({ segments: [root] }) => typeof root === "string" && loopNames.has(root)),
    plainOutputs,
    loopNames,
  };
}

/** The engine of HTML adds its escape to every output as a filter that has no name of its own. */
function saysNotHow(filter: string): boolean {
  return filter === "default" || filter.startsWith("[");
}

function* everyPiece(pieces: readonly Template[]): Generator<Template> {
  for (const piece of pieces) {
    yield piece;
    const inner: Template[] = piece.children ? toValueSync(piece.children(false, true)) : [];
    yield* everyPiece(inner);
  }
}
