import type { Block, TemplateText } from "@fairflow/template";
import { BLOCK_NAMES } from "./template-words.ts";

type Design = TemplateText["design"];

/**
 * What changed of how a text looks, where its words do not say it: blocks that came, went, moved or look otherwise, the
 * colour, and whether it is laid out at all. Sentences without their points, in the order of the blocks as they are now.
 */
export function designChanges(
  { design: before }: TemplateText,
  { design: after, isOwnText }: TemplateText,
): readonly string[] {
  if (before?.kind !== after?.kind) return [`It was ${layoutOf(before)} and is ${layoutOf(after)}`];
  if (before?.kind !== "blocks" || after?.kind !== "blocks") return [];
  const colour =
    before.accent === after.accent
      ? []
      : [`Colour of headings and buttons: ${colourOf(before)} is now ${colourOf(after)}`];
  // A plain text that follows the blocks says their words itself.
  const silent: ReadonlySet<string> = new Set(isOwnText === true ? [] : [WORDS]);
  return [...colour, ...blockChanges(before.blocks, after.blocks, silent)];
}

function layoutOf(design: Design): string {
  if (design === undefined) return "plain text";
  return design.kind === "blocks" ? "laid out in blocks" : "written as MJML";
}

function colourOf({ accent }: { readonly accent?: string | undefined }): string {
  return accent ?? "the usual one";
}

/** Blocks have no ids: those that stay as they are tell which of the others belong together. */
function blockChanges(
  before: readonly Block[],
  after: readonly Block[],
  silent: ReadonlySet<string>,
): readonly string[] {
  const kept = keptBlocks(before, after);
  const left = before.filter((_, index) => !kept.before.has(index));
  const changes = after.flatMap((block, index) => {
    if (kept.after.has(index)) return [];
    const name = `${BLOCK_NAMES[block.kind]}, block ${index + 1}`;
    const moved = left.findIndex((each) => isSame(each, block));
    if (moved >= 0) {
      left.splice(moved, 1);
      return [`${name}: moved`];
    }
    const old = left.findIndex(({ kind }) => kind === block.kind);
    if (old < 0) return [`${name}: new`];
    const [was] = left.splice(old, 1);
    const parts = was === undefined ? [] : changedParts(was, block);
    const told = parts.filter((part) => !silent.has(part));
    return told.length === 0 ? [] : [`${name}: ${told.join(", ")}`];
  });
  return [...changes, ...left.map(({ kind }) => `${BLOCK_NAMES[kind]}: removed`)];
}

/** The longest row of blocks that are the same in both, by their places. */
function keptBlocks(
  before: readonly Block[],
  after: readonly Block[],
): { readonly before: ReadonlySet<number>; readonly after: ReadonlySet<number> } {
  const longest = (from: number, to: number): number => {
    const key = from * (after.length + 1) + to;
    const known = lengths.get(key);
    if (known !== undefined) return known;
    const [old, fresh] = [before[from], after[to]];
    const length =
      old === undefined || fresh === undefined
        ? 0
        : isSame(old, fresh)
          ? longest(from + 1, to + 1) + 1
          : Math.max(longest(from + 1, to), longest(from, to + 1));
    lengths.set(key, length);
    return length;
  };
  const lengths = new Map<number, number>();
  const kept = { before: new Set<number>(), after: new Set<number>() };
  let [from, to] = [0, 0];
  while (from < before.length && to < after.length) {
    const [old, fresh] = [before[from], after[to]];
    if (old !== undefined && fresh !== undefined && isSame(old, fresh)) {
      kept.before.add(from);
      kept.after.add(to);
      from += 1;
      to += 1;
    } else if (longest(from + 1, to) >= longest(from, to + 1)) from += 1;
    else to += 1;
  }
  return kept;
}

const WORDS = "words";

/** What a part of a block is called. */
const PART_NAMES: Readonly<Record<string, string>> = {
  alt: "words for those who cannot see it",
  columns: "columns",
  image: "picture",
  label: WORDS,
  labels: WORDS,
  link: "where it leads",
  moreLabel: WORDS,
  most: "accounts that are listed",
  text: WORDS,
  title: WORDS,
  totalLabel: "sum",
  when: "when it is there",
  widthPercent: "width",
};

function changedParts(before: Block, after: Block): readonly string[] {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const names = [...new Set([...was.keys(), ...is.keys()])].flatMap((part) => {
    if (JSON.stringify(was.get(part)) === JSON.stringify(is.get(part))) return [];
    const [old, fresh] = [was.get(part), is.get(part)];
    const name = PART_NAMES[part] ?? part;
    if (typeof old !== "number" || typeof fresh !== "number") return [name];
    const unit = part === "widthPercent" ? " %" : "";
    return [`${name} ${old}${unit} is now ${fresh}${unit}`];
  });
  return [...new Set(names)];
}

function isSame(one: Block, other: Block): boolean {
  return one.kind === other.kind && changedParts(one, other).length === 0;
}
