import { useNavigate } from "@tanstack/react-router";
import { useReactFlow } from "@xyflow/react";
import { useCallback, useMemo } from "react";
import type { CommandReach } from "./builder-command.ts";
import { useBuilder } from "./builder-context.ts";
import { motionMs } from "./canvas/motion.ts";
import { useFit } from "./canvas/use-fit.ts";
import { useFocusStep } from "./canvas/use-focus-step.ts";

type View = "canvas" | "outline" | "json";

/** What the builder's commands can reach from here. Stays the same object while the builder is open. */
export function useCommandReach(): CommandReach {
  const builder = useBuilder();
  const canvas = useReactFlow();
  const focusStep = useFocusStep();
  const { fit, tidyUp } = useFit();
  const navigate = useNavigate();
  const show = useCallback(
    async (viewAfter: (view: View) => View) => {
      await navigate({
        from: "/flows/$id",
        to: ".",
        search: (before) => {
          const view = viewAfter(before.view ?? "canvas");
          // The live version and a test run are drawn and told as well; as text there is only the draft.
          return view === "json" ? { mode: "edit", view } : { ...before, view };
        },
      });
      // What had the focus is gone with the view; the same step has it in the other.
      const { cursor } = builder.document.getState();
      if (cursor !== undefined) focusStep(cursor);
    },
    // `focusStep` reads what it needs when it is called.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [navigate, builder],
  );
  return useMemo(
    () => ({
      builder,
      canvas,
      fit: () => void fit(),
      tidyUp: () => void tidyUp(),
      focusStep,
      openSettings: () => {
        builder.ui.getState().show({ discussion: "closed" });
        builder.ui.getState().setPanel("inspector", true);
        // The frame after, in which it is there.
        requestAnimationFrame(() => {
          const settings = document.querySelector<HTMLElement>('[data-focus="inspector"]');
          settings?.querySelector<HTMLElement>("input, select, textarea, button")?.focus();
        });
      },
      discuss: () => {
        builder.ui.getState().show({ discussion: "asked" });
        builder.ui.getState().setPanel("inspector", true);
      },
      showView: (view) => void show(() => view),
      testRun: () =>
        void navigate({
          from: "/flows/$id",
          to: ".",
          search: ({ view }) => ({ mode: "simulate", view: view === "json" ? undefined : view }),
        }),
      toggleOutline: () => void show((view) => (view === "outline" ? "canvas" : "outline")),
      motionMs,
    }),
    // The functions of React Flow and of the hooks read what they need when they are called.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [builder, show],
  );
}
