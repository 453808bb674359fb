import { useNavigate } from "@tanstack/react-router";
import { useReactFlow } from "@xyflow/react";
import { useCallback, useMemo } from "react";
import type { CommandReach } from "./builder-command.ts";
import { useBuilder } from "./builder-context.ts";
import { motionMs } from "./canvas/motion.ts";
import { useFit } from "./canvas/use-fit.ts";
import { useFocusStep } from "./canvas/use-focus-step.ts";

/** What the builder's commands can reach from here. Stays the same object while the builder is open. */
export function useCommandReach(): CommandReach {
  const builder = useBuilder();
  const canvas = useReactFlow();
  const focusStep = useFocusStep();
  const { fit, tidyUp } = useFit();
  const navigate = useNavigate();
  const showView = useCallback<CommandReach["showView"]>(
    (view) => void navigate({ from: "/flows/$id", to: ".", search: { mode: "edit", view } }),
    [navigate],
  );
  return useMemo(
    () => ({
      builder,
      canvas,
      fit: () => void fit(),
      tidyUp: () => void tidyUp(),
      focusStep,
      focusRegion,
      showView,
      motionMs,
    }),
    // The functions of React Flow and of the hooks read what they need when they are called.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [builder, showView],
  );
}

/** Another region of the builder; it marks the element that takes the focus. */
function focusRegion(region: string): void {
  const target = document.querySelector<HTMLElement>(`[data-focus="${region}"]`);
  const inner =
    target?.matches("input, button") === true
      ? target
      : target?.querySelector<HTMLElement>("input, select, textarea, button");
  inner?.focus();
}
