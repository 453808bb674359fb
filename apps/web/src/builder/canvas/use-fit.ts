import { useReactFlow } from "@xyflow/react";
import { useBuilder } from "../builder-context.ts";
import { tidy } from "../commands/tidy.ts";
import { motionMs } from "./motion.ts";

/** How the whole flow is shown: never larger than life, and clear of what stands at the foot of the canvas. */
export const FIT = { padding: { x: "6%", top: "32px", bottom: "76px" }, maxZoom: 1 } as const;

/** Brings the whole flow into view, and does so after laying it out anew. */
export function useFit() {
  const builder = useBuilder();
  const { fitView } = useReactFlow();
  const fit = () => fitView({ ...FIT, duration: motionMs(200) });
  return {
    fit,
    tidyUp: async () => {
      const isPart = builder.document.getState().selection.size > 1;
      await tidy(builder);
      if (!isPart) await fit();
    },
  };
}
