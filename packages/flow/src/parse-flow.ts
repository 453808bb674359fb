import { problemsOf, type DocumentProblem } from "./document-problem.ts";
import { Flow, MAX_DOCUMENT_BYTES, WARN_NODES } from "./flow.ts";
import { guardJson } from "./guard-json.ts";

export type ParsedFlow =
  | { readonly ok: true; readonly flow: Flow; readonly warnings: readonly DocumentProblem[] }
  | { readonly ok: false; readonly problems: readonly DocumentProblem[] };

/** Reads a flow from JSON text. Never throws; every refusal names the place of the fault. */
export function parseFlowText(text: string): ParsedFlow {
  const json = parseJsonText(text);
  return json.ok ? parseFlow(json.value) : json;
}

/** Reads a flow from a value that came from outside. */
export function parseFlow(value: unknown): ParsedFlow {
  const guarded = guardJson(value);
  if (guarded !== undefined) return { ok: false, problems: [guarded] };
  const parsed = Flow.safeParse(value);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
  const flow = parsed.data;
  const problems = [
    ...duplicates(
      "nodes",
      flow.nodes.map((node) => node.id),
    ),
    ...duplicates(
      "notes",
      flow.notes.map((note) => note.id),
    ),
    ...repeatedExits(flow),
    ...unclearGroups(flow),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const warnings =
    flow.nodes.length > WARN_NODES
      ? [
          {
            path: "nodes",
            message: `${flow.nodes.length} steps are hard to read; over ${WARN_NODES} split the flow`,
          },
        ]
      : [];
  return { ok: true, flow, warnings };
}

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problems: readonly DocumentProblem[] };

/** Reads JSON text of at most `MAX_DOCUMENT_BYTES` bytes of UTF-8. */
export function parseJsonText(text: string): ParsedJson {
  const bytes = utf8Bytes(text);
  if (bytes > MAX_DOCUMENT_BYTES) {
    const message = `The document has ${bytes} bytes; at most ${MAX_DOCUMENT_BYTES} are read`;
    return { ok: false, problems: [{ path: "", message }] };
  }
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : "unreadable";
    return { ok: false, problems: [{ path: "", message: `This is not JSON: ${reason}` }] };
  }
}

function duplicates(list: string, ids: readonly string[]): readonly DocumentProblem[] {
  const first = new Map<string, number>();
  return ids.flatMap((id, index) => {
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, index);
      return [];
    }
    return [
      { path: `${list}[${index}].id`, message: `"${id}" is already the id of ${list}[${earlier}]` },
    ];
  });
}

function repeatedExits(flow: Flow): readonly DocumentProblem[] {
  const taken = new Map<string, Set<string>>();
  return flow.edges.flatMap(({ from, exit }, index) => {
    const exits = taken.get(from) ?? new Set();
    taken.set(from, exits);
    if (exits.has(exit)) {
      return [
        {
          path: `edges[${index}]`,
          message: `The exit "${exit}" of "${from}" already leads somewhere`,
        },
      ];
    }
    exits.add(exit);
    return [];
  });
}

/** A step stands in one group at most, and a group is never called like a step or another group. */
function unclearGroups({ nodes, grouping }: Flow): readonly DocumentProblem[] {
  const ids = new Set<string>(nodes.map(({ id }) => id));
  const home = new Map<string, number>();
  return (grouping?.groups ?? []).flatMap((group, index) => {
    const path = `grouping.groups[${index}]`;
    const problems: DocumentProblem[] = ids.has(group.id)
      ? [{ path: `${path}.id`, message: `"${group.id}" is already the id of a step or a group` }]
      : [];
    ids.add(group.id);
    for (const [at, member] of group.nodes.entries()) {
      const other = home.get(member);
      if (other !== undefined) {
        problems.push({
          path: `${path}.nodes[${at}]`,
          message: `"${member}" is already in grouping.groups[${other}]`,
        });
      }
      home.set(member, index);
    }
    return problems;
  });
}

function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
