import type { Block, BlockKind, Channel } from "@fairflow/template";
import { Button, IconButton, Menu } from "@fairflow/ui";
import { ChevronDown, ChevronUp, Plus, Trash2 } from "lucide-react";
import { BlockForm } from "./block-form.tsx";
import { ConditionForm } from "./condition-form.tsx";
import { starterBlock } from "./block-starters.ts";
import { BLOCK_NAMES } from "./template-words.ts";
import { ImageUpload } from "./image-upload.tsx";

export interface BlockListProps {
  readonly channel: Channel;
  readonly blocks: readonly Block[];
  readonly accent: string | undefined;
  readonly onBlocks: (blocks: readonly Block[]) => void;
  readonly onAccent: (accent: string | undefined) => void;
}

const KINDS: readonly Exclude<BlockKind, "image">[] = [
  "heading",
  "text",
  "button",
  "accounts",
  "pay",
  "divider",
  "legal",
];

/** The blocks of a message, from top to bottom. */
export function BlockList({ channel, blocks, accent, onBlocks, onAccent }: BlockListProps) {
  const move = (from: number, to: number) => {
    const block = blocks[from];
    if (block !== undefined) onBlocks(blocks.toSpliced(from, 1).toSpliced(to, 0, block));
  };
  return (
    <section aria-label="Blocks" className="flex flex-col gap-3">
      <ol className="flex flex-col gap-3">
        {blocks.map((block, index) => {
          const name = `${BLOCK_NAMES[block.kind]}, block ${index + 1}`;
          return (
            // Blocks have no ids: their forms keep nothing of their own.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} className="rounded-card border border-line bg-surface">
              <header className="flex items-center gap-1 border-b border-line py-1 pr-1 pl-4">
                <h2 className="flex-1 text-sm font-medium">{BLOCK_NAMES[block.kind]}</h2>
                <IconButton
                  label={`Move up: ${name}`}
                  icon={<ChevronUp className="size-4" />}
                  disabledReason={index === 0 ? "It is the first" : undefined}
                  onClick={() => move(index, index - 1)}
                />
                <IconButton
                  label={`Move down: ${name}`}
                  icon={<ChevronDown className="size-4" />}
                  disabledReason={index === blocks.length - 1 ? "It is the last" : undefined}
                  onClick={() => move(index, index + 1)}
                />
                <IconButton
                  label={`Remove: ${name}`}
                  icon={<Trash2 className="size-4" />}
                  onClick={() => onBlocks(blocks.toSpliced(index, 1))}
                />
              </header>
              <div className="flex flex-col gap-3 px-4 py-3">
                <BlockForm block={block} onChange={(next) => onBlocks(blocks.with(index, next))} />
                <ConditionForm
                  block={block}
                  onChange={(next) => onBlocks(blocks.with(index, next))}
                />
              </div>
            </li>
          );
        })}
      </ol>
      <div className="flex flex-wrap items-center gap-2">
        <Menu
          trigger={<Button icon={<Plus className="size-4" />}>Add a block</Button>}
          items={KINDS.map((kind) => ({
            label: BLOCK_NAMES[kind],
            onSelect: () => onBlocks([...blocks, starterBlock(kind, channel)]),
          }))}
        />
        {channel === "email" && (
          <>
            <ImageUpload onUploaded={(image) => onBlocks([...blocks, image])} />
            <label className="ml-auto flex items-center gap-2 text-sm text-ink-2">
              Colour of headings and buttons
              <input
                type="color"
                value={accent ?? "#1f5f8b"}
                onChange={(event) => onAccent(event.target.value)}
                className="h-8 w-10 rounded-control border border-line-strong bg-surface"
              />
            </label>
          </>
        )}
      </div>
    </section>
  );
}
