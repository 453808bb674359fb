import { Dialog } from "@base-ui/react/dialog";
import { endpoints } from "@fairflow/contract";
import { Keys } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import { useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { ask } from "../server/ask.ts";
import { useUser } from "../session/use-session.ts";
import { commandStore, type PaletteCommand } from "./command-store.ts";
import { matchCommand } from "./match-command.ts";
import { pageCommands } from "./page-commands.ts";

/** Everything that can be done from here, by typing a part of its name. */
export function CommandPalette() {
  const { offers, show } = useStore(commandStore);
  const navigate = useNavigate();
  const { role } = useUser();
  const flows = useQuery(ask(endpoints.flows, {}));
  const chosen = useRef<PaletteCommand>(null);
  const [isOpen, setIsOpen] = useState(true);
  const commands = useMemo(
    () => [
      ...offers.flatMap((offer) => offer()),
      ...(flows.data ?? []).map(({ id, name }): PaletteCommand => ({
        id: `flow ${id}`,
        title: name,
        group: "Flows",
        words: ["open", "flow"],
        run: () =>
          void navigate({
            to: "/flows/$id",
            params: { id },
            search: { mode: "edit", view: "canvas" },
          }),
      })),
      ...pageCommands(role, (to) => void navigate({ to })),
    ],
    [offers, flows.data, role, navigate],
  );
  const groups = Map.groupBy(commands, ({ group }) => group);

  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={setIsOpen}
      onOpenChangeComplete={(open) => {
        if (open) return;
        show(false);
        // Only now, as closing gives the focus back and the command may move it.
        chosen.current?.run();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup className="fixed top-[14vh] left-1/2 z-50 w-[36rem] max-w-[calc(100vw-2rem)] -translate-x-1/2 overflow-hidden rounded-card border border-line bg-raised shadow-high">
          <Dialog.Title className="sr-only">Commands</Dialog.Title>
          <Command
            label="Commands"
            loop
            filter={(_value, search, keywords = []) =>
              matchCommand(search, keywords[0] ?? "", keywords.slice(1))
            }
          >
            <Command.Input
              autoFocus
              placeholder="What would you like to do?"
              className="h-12 w-full border-b border-line bg-transparent px-4 text-lg outline-none"
            />
            <Command.List className="max-h-[52vh] overflow-y-auto p-2">
              <Command.Empty className="px-3 py-6 text-center text-ink-3">
                Nothing is called that. Try a step's name, a flow or a verb like “copy”.
              </Command.Empty>
              {[...groups].map(([group, members]) => (
                <Command.Group
                  key={group}
                  heading={group}
                  className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-3"
                >
                  {members.map((command) => (
                    <CommandRow
                      key={command.id}
                      command={command}
                      onChoose={() => {
                        chosen.current = command;
                        setIsOpen(false);
                      }}
                    />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface CommandRowProps {
  readonly command: PaletteCommand;
  readonly onChoose: () => void;
}

function CommandRow({ command, onChoose }: CommandRowProps) {
  const { id, title, words = [], hint, keys, disabledReason } = command;
  const below = disabledReason ?? hint;
  return (
    <Command.Item
      value={id}
      keywords={[title, ...words]}
      disabled={disabledReason !== undefined}
      onSelect={onChoose}
      className="flex items-center gap-3 rounded-control px-2 py-1.5 data-[disabled=true]:opacity-60 data-[selected=true]:bg-sunken"
    >
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate text-base text-ink">{title}</span>
        {below !== undefined && <span className="truncate text-xs text-ink-3">{below}</span>}
      </span>
      {keys !== undefined && (
        <span className="shrink-0 text-ink-2">
          <Keys keys={keys} />
        </span>
      )}
    </Command.Item>
  );
}
