import { Toaster } from "sonner";
import { useStore } from "zustand";
import { themeStore } from "./theme.ts";

/** What is told in passing. An undo stays long enough to be read and reached. */
export function Toasts() {
  const theme = useStore(themeStore, (state) => state.theme);
  return <Toaster position="bottom-center" duration={10_000} theme={theme} />;
}
