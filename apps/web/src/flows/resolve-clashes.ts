import type { FlowExport } from "@fairflow/interpreter";
import { z } from "zod";

/** What an export brings that is here already and says something else. */
export const Clash = z.object({
  kind: z.enum(["segment", "template"]),
  id: z.string(),
  name: z.string(),
});
export type Clash = z.infer<typeof Clash>;

/** The details of a refusal because of clashes; none when it was refused for another reason. */
export function clashesIn(details: unknown): readonly Clash[] {
  return z.object({ clashes: z.array(Clash) }).safeParse(details).data?.clashes ?? [];
}

/** Leaves out what is here already, so that the flow refers to that. */
export function usingOwn(brought: FlowExport, clashes: readonly Clash[]): FlowExport {
  const isOwn = (kind: Clash["kind"], id: string) =>
    clashes.some((clash) => clash.kind === kind && clash.id === id);
  return {
    ...brought,
    segments: brought.segments.filter(({ id }) => !isOwn("segment", id)),
    templates: brought.templates.filter(({ id }) => !isOwn("template", id)),
  };
}

/** Brings what clashes under new ids and names, and has the flow refer to those. */
export function underNewIds(
  brought: FlowExport,
  clashes: readonly Clash[],
  newId: (name: string) => string,
): FlowExport {
  const renamed = new Map(clashes.map(({ kind, id, name }) => [`${kind} ${id}`, newId(name)]));
  const idOf = (kind: Clash["kind"], id: string) => renamed.get(`${kind} ${id}`);
  const rename = <Saved extends { readonly id: string; readonly name: string }>(
    kind: Clash["kind"],
    saved: Saved,
  ): Saved => {
    const id = idOf(kind, saved.id);
    return id === undefined ? saved : { ...saved, id, name: `${saved.name} (2)` };
  };
  return {
    ...brought,
    segments: brought.segments.map((each) => rename("segment", each)),
    templates: brought.templates.map((each) => rename("template", each)),
    flow: {
      ...brought.flow,
      nodes: brought.flow.nodes.map((node) => ({
        ...node,
        config: Object.fromEntries(
          Object.entries(node.config).map(([key, value]) => [key, referring(key, value, idOf)]),
        ),
      })),
    },
  };
}

/** Steps name what they refer to in settings that are called `segment` and `template`, at any depth. */
function referring(
  key: string,
  value: unknown,
  idOf: (kind: Clash["kind"], id: string) => string | undefined,
): unknown {
  if (typeof value === "string") {
    const isReference = key === "segment" || key === "template";
    return isReference ? (idOf(key, value) ?? value) : value;
  }
  if (Array.isArray(value)) return value.map((each) => referring(key, each, idOf));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, referring(name, inner, idOf)]),
  );
}
