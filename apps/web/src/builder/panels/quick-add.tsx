import { targetOf } from "@fairflow/flow";
import { Dialog } from "@base-ui/react/dialog";
import { Command } from "cmdk";
import { useRef } from "react";
import { useBuilder, useDocument, useUi } from "../builder-context.ts";
import { insertStep } from "../commands/insert-step.ts";
import { endsFlow, familiesOf, reasonAgainst } from "../step-families.ts";
import { editorOf } from "../editor-of.ts";
import { matchStep } from "../match-step.ts";
import { StepIcon } from "../step-icon.tsx";

/** Chooses a step by typing; opened by a plus, by N, or by a connection let go over empty ground. */
export function QuickAdd() {
  const builder = useBuilder();
  const { catalog, ui, view } = builder;
  const place = useUi((state) => state.quickAdd);
  const flow = useDocument((state) => state.flow);
  const hasAdded = useRef(false);
  const close = () => ui.getState().show({ quickAdd: undefined });
  const after = place?.after;
  const source = after === undefined ? undefined : view(flow, after.from);
  const exit = source?.exits.find(({ id }) => id === after?.exit);
  const isTaken = after !== undefined && targetOf(flow, after) !== undefined;
  const where =
    source === undefined
      ? "Add a step"
      : `Add a step after ${source.title}${source.exits.length > 1 ? `: ${exit?.label ?? ""}` : ""}`;

  return (
    <Dialog.Root
      open={place !== undefined}
      onOpenChange={(open) => {
        if (!open) close();
      }}
      onOpenChangeComplete={(open) => {
        if (!open) hasAdded.current = false;
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          // The new step's form takes the focus; a choice that was broken off gives it back.
          finalFocus={() => !hasAdded.current}
          className="fixed top-[18vh] left-1/2 z-50 w-[26rem] max-w-[calc(100vw-2rem)] -translate-x-1/2 overflow-hidden rounded-card border border-line bg-raised shadow-high"
        >
          <Dialog.Title className="px-4 pt-3 text-sm font-medium text-ink-2">{where}</Dialog.Title>
          <Command
            label={where}
            loop
            filter={(_value, search, keywords = []) =>
              matchStep(search, keywords[0] ?? "", keywords.slice(1))
            }
          >
            <Command.Input
              autoFocus
              placeholder="Type what should happen: SMS, wait, if"
              className="h-11 w-full border-b border-line bg-transparent px-4 text-lg outline-none"
            />
            <Command.List className="max-h-[46vh] overflow-y-auto p-2">
              <Command.Empty className="px-3 py-6 text-center text-ink-3">
                No step is called that.
              </Command.Empty>
              {familiesOf(catalog).map(({ family, label, definitions }) => (
                <Command.Group
                  key={family}
                  heading={label}
                  className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-3"
                >
                  {definitions.map((definition) => {
                    const { type, title } = definition;
                    const { summary = "", words = [] } = editorOf(type) ?? {};
                    const reason =
                      reasonAgainst(definition, flow) ??
                      (isTaken && endsFlow(definition)
                        ? "It ends the flow: add it at an open end"
                        : undefined);
                    return (
                      <Command.Item
                        key={type}
                        value={type}
                        keywords={[title, summary, label, ...words]}
                        disabled={reason !== undefined}
                        data-family={family}
                        onSelect={() => {
                          hasAdded.current = true;
                          insertStep(builder, type, place ?? {});
                        }}
                        className="flex items-center gap-3 rounded-control px-2 py-1.5 data-[disabled=true]:opacity-50 data-[selected=true]:bg-sunken"
                      >
                        <span className="family-tile flex size-8 items-center justify-center rounded-md">
                          <StepIcon type={type} className="size-4" />
                        </span>
                        <span className="flex flex-col">
                          <span className="text-base font-medium text-ink">{title}</span>
                          <span className="text-xs text-ink-3">{reason ?? summary}</span>
                        </span>
                      </Command.Item>
                    );
                  })}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
