import { parseXml, XmlElement, XmlError } from "@rgrove/parse-xml";
import type { FilePlace } from "../statement.ts";
import { Refusal } from "../statement-reading.ts";

/** An element of a document, with its place. */
export interface XmlTree {
  readonly root: XmlElement;
  readonly placeOf: (element: XmlElement) => FilePlace;
}

/**
 * Reads XML. The parser knows no entities but the five of the standard and characters by number, and opens nothing; a
 * document type, without which nobody can declare others, is refused all the same.
 *
 * @throws Refusal
 */
export function xmlTree(text: string): XmlTree {
  const document = parsed(text);
  if (document.children.some((node) => node.type === "doctype")) {
    throw new Refusal("The file declares a document type. No bank statement does.");
  }
  if (document.root === null) throw new Refusal("The file is empty.");
  const lineOf = linesOf(text);
  return { root: document.root, placeOf: ({ start }) => ({ line: lineOf(start) }) };
}

function parsed(text: string) {
  try {
    return parseXml(text, { includeOffsets: true, preserveDocumentType: true });
  } catch (error) {
    // What the parser says quotes the file.
    if (error instanceof XmlError) {
      throw new Refusal("The file is not well-formed XML.", { line: error.line });
    }
    // The parser goes down into elements by recursion: only a file made for it goes so deep.
    if (error instanceof RangeError) throw new Refusal("The file nests elements too deeply.");
    throw error;
  }
}

/** The element children of that name, whatever prefix stands before it. */
export function children(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return (element?.children ?? []).filter(
    (node): node is XmlElement => node instanceof XmlElement && localName(node) === name,
  );
}

/** The first element at the end of a path of names. */
export function descendant(
  element: XmlElement | undefined,
  ...path: readonly string[]
): XmlElement | undefined {
  return path.reduce((at: XmlElement | undefined, name) => children(at, name)[0], element);
}

/** The text at the end of a path; `undefined` where there is none but spaces. */
export function textAt(
  element: XmlElement | undefined,
  ...path: readonly string[]
): string | undefined {
  const found = descendant(element, ...path);
  if (found === undefined) return undefined;
  const text = found.children
    .map((node) => (node instanceof XmlElement ? "" : "text" in node ? node.text : ""))
    .join("")
    .trim();
  return text === "" ? undefined : text;
}

export function localName(element: XmlElement): string {
  return element.name.slice(element.name.indexOf(":") + 1);
}

function linesOf(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
