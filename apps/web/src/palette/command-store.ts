import { useEffect } from "react";
import { createStore } from "zustand";

/** Something that can be done from the command palette. */
export interface PaletteCommand {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  /** Further words by which it is found. */
  readonly words?: readonly string[];
  /** What stands below the title. */
  readonly hint?: string | undefined;
  readonly keys?: string | undefined;
  readonly disabledReason?: string | undefined;
  readonly run: () => void;
}

/** Asked when the palette opens, so that nothing is worked out while nobody looks. */
export type CommandOffer = () => readonly PaletteCommand[];

export interface CommandState {
  readonly isOpen: boolean;
  readonly offers: readonly CommandOffer[];
  readonly show: (isOpen: boolean) => void;
}

export const commandStore = createStore<CommandState>((set) => ({
  isOpen: false,
  offers: [],
  show: (isOpen) => set({ isOpen }),
}));

/** Offers commands in the palette for as long as a screen is shown. */
export function useOfferCommands(offer: CommandOffer): void {
  // Outside React: the palette, which stands in the frame of every screen.
  useEffect(() => {
    commandStore.setState(({ offers }) => ({ offers: [offer, ...offers] }));
    return () => {
      commandStore.setState(({ offers }) => ({ offers: offers.filter((each) => each !== offer) }));
    };
  }, [offer]);
}
