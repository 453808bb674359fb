import { Button, Callout } from "@fairflow/ui";
import { TriangleAlert } from "lucide-react";
import type { Clash } from "./resolve-clashes.ts";

export interface ClashQuestionProps {
  readonly clashes: readonly Clash[];
  readonly onUseOwn: () => void;
  readonly onRename: () => void;
}

/** What an example brings is here already with other words. Nothing is overwritten: one chooses which to use. */
export function ClashQuestion({ clashes, onUseOwn, onRename }: ClashQuestionProps) {
  return (
    <Callout
      tone="warn"
      icon={<TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />}
      title="Some of what it brings is here already, with other words"
    >
      <p className="mb-2">{clashes.map(({ name }) => name).join(", ")}</p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onUseOwn}>Use the ones that are here</Button>
        <Button onClick={onRename}>Add the example&apos;s beside them</Button>
      </div>
    </Callout>
  );
}
