import { helpBlocks, type HelpBlock } from "../help-blocks.ts";

export interface HelpTextProps {
  /** Markdown of the few kinds that help pages use. */
  readonly text: string;
}

export function HelpText({ text }: HelpTextProps) {
  return (
    <div className="flex flex-col gap-3 p-4 text-base text-ink-2">
      {helpBlocks(text).map((block, index) => (
        // Help is never reordered, so its place is its key.
        // oxlint-disable-next-line react/no-array-index-key
        <Block key={index} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { readonly block: HelpBlock }) {
  switch (block.kind) {
    case "heading":
      return <h3 className="pt-1 text-base font-semibold text-ink">{block.text}</h3>;
    case "list":
      return (
        <ul className="flex list-disc flex-col gap-1 pl-5">
          {block.items.map((item) => (
            <li key={item}>
              <Inline text={item} />
            </li>
          ))}
        </ul>
      );
    case "code":
      return (
        <pre className="overflow-x-auto rounded-card bg-sunken p-3 font-mono text-xs text-ink">
          {block.text}
        </pre>
      );
    case "paragraph":
      return (
        <p>
          <Inline text={block.text} />
        </p>
      );
  }
}

/** Bold and code within a line. */
function Inline({ text }: { readonly text: string }) {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map((part, index) => {
    const key = `${index} ${part}`;
    if (part.startsWith("**")) {
      return (
        <strong key={key} className="font-semibold text-ink">
          {part.slice(2, -2)}
        </strong>
      );
    }
    if (part.startsWith("`")) {
      return (
        <code key={key} className="rounded bg-sunken px-1 font-mono text-xs text-ink">
          {part.slice(1, -1)}
        </code>
      );
    }
    return part;
  });
}
