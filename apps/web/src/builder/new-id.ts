import { groupsOf, NodeId, type Flow } from "@fairflow/flow";

const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

/** An id such as `sms-7hq2`, which the flow does not have. Ids are never reused, so they are drawn and not counted. */
export function newNodeId(flow: Pick<Flow, "nodes" | "grouping">, type: string): NodeId {
  const taken = new Set<string>([...flow.nodes, ...groupsOf(flow)].map(({ id }) => id));
  for (;;) {
    const id = `${type.slice(0, 48)}-${randomText(4)}`;
    if (!taken.has(id)) return NodeId.parse(id);
  }
}

/** An id such as `note-7hq2`, which no note of the flow has. */
export function newNoteId({ notes }: Pick<Flow, "notes">): string {
  for (;;) {
    const id = `note-${randomText(4)}`;
    if (notes.every((note) => note.id !== id)) return id;
  }
}

function randomText(length: number): string {
  return Array.from(
    crypto.getRandomValues(new Uint8Array(length)),
    (byte) => ALPHABET[byte % ALPHABET.length],
  ).join("");
}

/** An id for a segment or template that can still be read: `Late, small debts` becomes `late-small-debts-7h`. */
export function savedIdFor(name: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 50);
  return `${words === "" ? "saved" : words}-${randomText(3)}`;
}

/** A UUID of version 4 (RFC 9562); `crypto.randomUUID` is missing where the page does not come over HTTPS. */
export function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const marked = bytes.map((byte, at) =>
    at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte,
  );
  const hex = Array.from(marked, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
