import { IconButton, Popover } from "@fairflow/ui";
import { clsx } from "clsx";
import { History } from "lucide-react";
import { WayBack, type WayBackProps } from "./way-back.tsx";
import { useBuilder, useDocument } from "../builder-context.ts";

const ROW = "w-full truncate rounded-control px-2 py-1 text-left text-base hover:bg-sunken";

/** Every edit that can be taken back, the latest first; choosing one goes back to just before it. */
export function HistoryMenu(props: WayBackProps) {
  return (
    <Popover
      title="What you did"
      trigger={<IconButton label="What you did" icon={<History className="size-4" />} />}
    >
      <HistoryList />
      <WayBack {...props} />
    </Popover>
  );
}

function HistoryList() {
  const { document, ui } = useBuilder();
  const past = useDocument((state) => state.past);
  const future = useDocument((state) => state.future);
  const travel = (edits: number) => {
    document.getState().travel(edits);
    const words = edits > 0 ? "Undone" : "Done again";
    ui.getState().show({ announcement: `${words}: ${Math.abs(edits)} changes` });
  };
  return (
    <ol aria-label="Changes, the latest first" className="-mx-2 flex flex-col">
      {future.map(({ label }, index) => (
        // An entry has no name of its own: two edits can read alike.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={`again ${index}`}>
          <button
            type="button"
            aria-label={`Do again: ${label}`}
            onClick={() => travel(index - future.length)}
            className={clsx(ROW, "text-ink-3 line-through")}
          >
            {label}
          </button>
        </li>
      ))}
      <li aria-current="step" className="my-1 border-l-2 border-accent px-2 text-sm text-accent">
        Now
      </li>
      {past.toReversed().map(({ label }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- as above
        <li key={`undo ${index}`}>
          <button
            type="button"
            aria-label={`Undo back to before: ${label}`}
            onClick={() => travel(index + 1)}
            className={ROW}
          >
            {label}
          </button>
        </li>
      ))}
    </ol>
  );
}
