import { Button } from "@fairflow/ui";
import { Copy, Trash2, WandSparkles } from "lucide-react";
import { useBuilder, useDocument } from "../builder-context.ts";
import { duplicateSelection } from "../commands/clipboard.ts";
import { deleteSelection } from "../commands/delete-steps.ts";
import { tidy } from "../commands/tidy.ts";

/** Several steps at once: what can be done with all of them. */
export function SelectionSummary() {
  const builder = useBuilder();
  const count = useDocument(({ selection }) => selection.size);
  const readOnly = useDocument((state) => state.readOnly);
  return (
    <div className="flex flex-col gap-3 p-4">
      <h2 className="text-lg font-semibold">{count} steps</h2>
      {readOnly ? (
        <p className="text-base text-ink-2">Choose one step to see who is there.</p>
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button icon={<Copy className="size-4" />} onClick={() => duplicateSelection(builder)}>
            Duplicate
          </Button>
          <Button icon={<WandSparkles className="size-4" />} onClick={() => void tidy(builder)}>
            Tidy these
          </Button>
          <Button
            kind="danger"
            icon={<Trash2 className="size-4" />}
            onClick={() => deleteSelection(builder)}
          >
            Delete
          </Button>
        </div>
      )}
    </div>
  );
}
