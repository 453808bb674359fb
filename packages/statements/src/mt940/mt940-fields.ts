/** The fields of an MT940 that a statement is made of; any other line that begins with a colon is text. */
const FIELD = /^:(20|21|25P?|28C?|60[FM]|61|62[FM]|64|65|86|90[CD]|13D?|34F|NS):(.*)$/s;
/** `-` or `-}` alone ends a message; blocks of SWIFT's envelope begin with a brace. */
const END = /^-\}?/;
const ENVELOPE = /^\{(?:.*\{4:)?(.*)$/s;
const LINE_BREAK = /\r\n|\n|\r/;

export interface Mt940Field {
  readonly tag: string;
  /** Without their breaks. */
  readonly lines: readonly [string, ...string[]];
  readonly line: number;
}

/** The fields of a file, message by message, whatever breaks its lines and whatever envelope it comes in. */
export function mt940Messages(text: string): readonly (readonly Mt940Field[])[] {
  const messages: { tag: string; lines: [string, ...string[]]; line: number }[][] = [[]];
  for (const [index, raw] of text.split(LINE_BREAK).entries()) {
    const content = contentOf(raw, index);
    if (END.test(content) && content.replace(END, "").replaceAll(/[{}\s]/g, "") === "") {
      messages.push([]);
      continue;
    }
    const [, tag, value = ""] = FIELD.exec(content) ?? [];
    // Some banks end no message: the next begins with its own reference.
    if (tag === "20" && messages.at(-1)?.length !== 0) messages.push([]);
    const message = messages.at(-1);
    if (tag !== undefined) message?.push({ tag, lines: [value], line: index + 1 });
    else message?.at(-1)?.lines.push(content);
  }
  return messages.filter((message) => message.length > 0);
}

function contentOf(raw: string, index: number): string {
  const line = index === 0 ? raw.replace(/^\uFEFF/, "") : raw;
  return line.startsWith("{") ? (ENVELOPE.exec(line)?.[1] ?? line) : line;
}
