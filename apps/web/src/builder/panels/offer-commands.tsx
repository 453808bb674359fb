import { useCallback } from "react";
import { useOfferCommands, type PaletteCommand } from "../../palette/command-store.ts";
import { reasonAgainstCommand } from "../builder-command.ts";
import { BUILDER_COMMANDS } from "../builder-commands.ts";
import { useBuilder } from "../builder-context.ts";
import { pathsTo } from "../find/path-to-step.ts";
import { useCommandReach } from "../use-command-reach.ts";

/** Offers what the builder can do in the command palette, and every step to go to. It shows nothing itself. */
export function OfferCommands() {
  const builder = useBuilder();
  const reach = useCommandReach();
  const offer = useCallback((): readonly PaletteCommand[] => {
    const { flow, readOnly } = builder.document.getState();
    const commands = BUILDER_COMMANDS.filter(({ isEdit }) => !readOnly || isEdit !== true);
    const pathTo = pathsTo(flow, builder.view);
    return [
      ...commands.map((command): PaletteCommand => ({
        id: `builder ${command.id}`,
        title: command.title,
        group: "This flow",
        words: command.words ?? [],
        keys: command.keys,
        disabledReason: reasonAgainstCommand(builder, command),
        run: () => command.run(reach),
      })),
      ...flow.nodes.map((node): PaletteCommand => {
        const step = builder.view(flow, node.id);
        return {
          id: `step ${node.id}`,
          title: step?.title ?? node.id,
          group: "Go to a step",
          words: ["go", "step", node.type, node.id, step?.sentence ?? ""],
          hint: pathTo(node.id).slice(-4, -1).join(" > "),
          run: () => {
            builder.document.getState().select([node.id]);
            reach.focusStep(node.id);
          },
        };
      }),
    ];
  }, [builder, reach]);
  useOfferCommands(offer);
  return null;
}
