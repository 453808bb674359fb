import type { KeyboardEvent } from "react";

const REGIONS = [
  '[data-focus="palette"]',
  ".react-flow__node[tabindex='0'], [role='treeitem'][tabindex='0']",
  '[data-focus="inspector"]',
  'section[aria-label="Problems"]',
];
const FOCUSABLE = "input, select, textarea, button, [tabindex='0']";

/** F6 goes round the regions: palette, canvas or outline, settings, problems. Shift+F6 goes back. */
export function nextRegion(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "F6") return;
  event.preventDefault();
  const root = event.currentTarget;
  const regions = REGIONS.flatMap(
    (selector) => root.querySelector<HTMLElement>(selector) ?? [],
  ).filter((region) => region.checkVisibility());
  const active = document.activeElement;
  const at = regions.findIndex((region) => region.contains(active));
  const step = event.shiftKey ? -1 : 1;
  const next = regions.at((at + step + regions.length) % regions.length);
  const target =
    next?.matches(FOCUSABLE) === true ? next : next?.querySelector<HTMLElement>(FOCUSABLE);
  target?.focus();
}
