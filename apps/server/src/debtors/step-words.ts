import type { Catalog, NodeDefinition } from "@fairflow/interpreter";
import { catalog } from "@fairflow/nodes";
import { z } from "zod";

const Step = z.object({
  type: z.string(),
  name: z.string(),
  config: z.record(z.string(), z.unknown()),
});

const ENDED = "ended:";

/**
 * What the builder calls a step: its own name, else that of its kind.
 *
 * @param node as it stands in the version's document
 */
export function stepName(node: unknown, id: string): string {
  const step = Step.safeParse(node).data;
  if (step === undefined) return id;
  return step.name === "" ? (definitionOf(step.type)?.title ?? id) : step.name;
}

/**
 * How a run left a step, in the words of the builder; null where there was but one way on.
 *
 * @param exit an exit, `ended:<reason>` or `interrupted`
 */
export function wayOutWords(node: unknown, exit: string): string | null {
  if (exit === "interrupted") return "Something else came first";
  if (exit.startsWith(ENDED)) return `The way ended here: ${plainWords(exit.slice(ENDED.length))}`;
  const step = Step.safeParse(node).data;
  const binding = step === undefined ? undefined : definitionOf(step.type)?.bind(step.config);
  const exits = binding?.ok === true ? binding.node.exits : [];
  if (exits.length === 1) return null;
  return `Went on: ${exits.find(({ id }) => id === exit)?.label ?? plainWords(exit)}`;
}

/** What a step does, as the builder says it; null where its version cannot be read any more. */
export function stepSentence(node: unknown): string | null {
  const step = Step.safeParse(node).data;
  const binding = step === undefined ? undefined : definitionOf(step.type)?.bind(step.config);
  if (binding?.ok !== true) return null;
  return binding.node.sentence({
    segment: plainWords,
    template: plainWords,
    notice: plainWords,
    step: plainWords,
  });
}

/** `sms.not-allowed` becomes `sms, not allowed`; words that somebody wrote stay as they are. */
export function plainWords(id: string): string {
  return /^[a-z0-9._-]+$/.test(id) ? id.replaceAll(".", ", ").replaceAll(/[_-]+/g, " ") : id;
}

function definitionOf(type: string): NodeDefinition | undefined {
  const kinds: Catalog = catalog;
  return Object.hasOwn(kinds, type) ? kinds[type] : undefined;
}
