import { lazy, Suspense, type ReactElement } from "react";

export interface TooltipProps {
  readonly text: string;
  readonly keys?: string;
  readonly children: ReactElement<Record<string, unknown>>;
}

const TooltipPopup = lazy(async () => {
  const { TooltipPopup: component } = await import("./tooltip-popup.tsx");
  return { default: component };
});

/** Until its popup has come, the control stands without it: the first page must not wait for tooltips. */
export function Tooltip(props: TooltipProps) {
  return (
    <Suspense fallback={props.children}>
      <TooltipPopup {...props} />
    </Suspense>
  );
}
