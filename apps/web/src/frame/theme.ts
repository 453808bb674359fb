import { createStore } from "zustand";

export type Theme = "system" | "light" | "dark";

const KEY = "fairflow.theme";

/** The theme of this browser. It is kept here and not on the server: a person may want dark at night only. */
export const themeStore = createStore<{ readonly theme: Theme }>(() => ({ theme: savedTheme() }));

export function setTheme(theme: Theme): void {
  themeStore.setState({ theme });
  localStorage.setItem(KEY, theme);
  showTheme(theme);
}

export function showTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

function savedTheme(): Theme {
  const saved = localStorage.getItem(KEY);
  return saved === "light" || saved === "dark" ? saved : "system";
}
