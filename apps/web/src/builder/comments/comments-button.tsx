import { IconButton } from "@fairflow/ui";
import { MessageSquare } from "lucide-react";
import { useStore } from "zustand";
import { useBuilder, useUi } from "../builder-context.ts";

/** What is said about the steps, in place of the settings, and back; with how much is open. */
export function CommentsButton() {
  const { comments, ui } = useBuilder();
  const count = useStore(
    comments,
    ({ threads }) => threads.filter(({ resolved }) => resolved === null).length,
  );
  const isShown = useUi(({ discussion, panels }) => discussion !== "closed" && panels.inspector);
  return (
    <span className="relative">
      <IconButton
        label={count === 0 ? "Comments" : `Comments (${count})`}
        keys="C"
        icon={<MessageSquare className="size-4" />}
        pressed={isShown}
        onClick={() => {
          const { setPanel, show } = ui.getState();
          if (!isShown) setPanel("inspector", true);
          show({ discussion: isShown ? "closed" : "shown" });
        }}
      />
      {count > 0 && (
        <span
          aria-hidden
          className="pointer-events-none absolute -top-0.5 -right-0.5 rounded-full bg-info-soft px-1 text-xs leading-4 font-medium text-info tabular-nums"
        >
          {count}
        </span>
      )}
    </span>
  );
}
