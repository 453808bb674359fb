import { IconButton } from "@fairflow/ui";
import { PanelRight } from "lucide-react";
import { useUi } from "../builder-context.ts";

/** Gives the canvas the room of the settings, and back. */
export function InspectorToggle() {
  const isOpen = useUi((state) => state.panels.inspector);
  const setPanel = useUi((state) => state.setPanel);
  return (
    <IconButton
      label={isOpen ? "Hide the settings" : "Show the settings"}
      icon={<PanelRight className="size-4" />}
      pressed={isOpen}
      onClick={() => setPanel("inspector", !isOpen)}
    />
  );
}
