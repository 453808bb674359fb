import { Menu } from "@fairflow/ui";
import { LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useStore } from "zustand";
import { roleNames } from "../session/role-names.ts";
import { useUser } from "../session/use-session.ts";
import { useSignOut } from "../session/use-sign-out.ts";
import { setTheme, themeStore, type Theme } from "./theme.ts";

const THEMES: readonly {
  readonly theme: Theme;
  readonly label: string;
  readonly Icon: typeof Sun;
}[] = [
  { theme: "light", label: "Light", Icon: Sun },
  { theme: "dark", label: "Dark", Icon: Moon },
  { theme: "system", label: "As this device", Icon: Monitor },
];

export function AccountMenu() {
  const user = useUser();
  const current = useStore(themeStore, ({ theme }) => theme);
  const leave = useSignOut();
  return (
    <Menu
      header={
        <div className="border-b border-line px-2.5 pt-1.5 pb-2.5">
          <p className="text-base font-medium">{user.name}</p>
          <p className="text-sm text-ink-2">{user.email}</p>
          <p className="text-xs text-ink-3">{roleNames[user.role]}</p>
        </div>
      }
      trigger={
        <button
          type="button"
          aria-label={`Account of ${user.name}`}
          className="flex size-8 items-center justify-center rounded-full bg-accent-soft text-sm font-semibold text-accent"
        >
          {initialsOf(user.name)}
        </button>
      }
      items={[
        ...THEMES.map(({ theme, label, Icon }) => ({
          label: `${label}${theme === current ? " (now)" : ""}`,
          icon: <Icon className="size-4" />,
          onSelect: () => setTheme(theme),
        })),
        {
          label: "Sign out",
          icon: <LogOut className="size-4" />,
          startsGroup: true,
          onSelect: () => void leave(),
        },
      ]}
    />
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters.map((word) => word?.charAt(0).toUpperCase() ?? "").join("");
}
