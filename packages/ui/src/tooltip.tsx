import {
  cloneElement,
  lazy,
  Suspense,
  useEffect,
  useState,
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
} from "react";

export interface TooltipProps {
  /** Without one the control tells nothing. */
  readonly text: string | undefined;
  readonly keys?: string | undefined;
  readonly children: ReactElement<Record<string, unknown>>;
}

/** A pointer that passes does not ask. */
const REST_MS = 400;
/** Time to bring the pointer from the control to the popup, whose text may be selected. */
const LINGER_MS = 150;

const TooltipPopup = lazy(async () => {
  const { TooltipPopup: component } = await import("./tooltip-popup.tsx");
  return { default: component };
});

/**
 * Tells more of a control while a pointer rests on it or the keyboard is at it. What it takes to place the popup is fetched
 * when one is first shown; the control is the same element all along, so that it keeps its focus, its pointer and its listeners.
 */
export function Tooltip({ text, keys, children }: TooltipProps) {
  const [anchor, setAnchor] = useState<Element>();
  const [timer] = useState(oneTimer);
  // Outside React: the clock of a control that goes away.
  useEffect(() => timer.stop, [timer]);
  const become = (element: Element | undefined, afterMs: number) =>
    timer.start(() => setAnchor(element), afterMs);
  const { props } = children;
  return (
    <>
      {cloneElement(children, {
        onPointerEnter: also(props["onPointerEnter"], (event: PointerEvent) => {
          if (event.pointerType !== "touch") become(event.currentTarget, REST_MS);
        }),
        onPointerLeave: also(props["onPointerLeave"], () => become(undefined, LINGER_MS)),
        onFocus: also(props["onFocus"], (event: FocusEvent) => {
          if (event.target.matches(":focus-visible")) become(event.currentTarget, 0);
        }),
        onBlur: also(props["onBlur"], () => become(undefined, 0)),
        // Who taps what cannot be used now asks why.
        onClick: also(props["onClick"], ({ currentTarget }: { readonly currentTarget: Element }) =>
          become(currentTarget.ariaDisabled === "true" ? currentTarget : undefined, 0),
        ),
      })}
      {text !== undefined && anchor !== undefined && (
        <Suspense fallback={null}>
          <TooltipPopup
            anchor={anchor}
            text={text}
            keys={keys}
            onPointerEnter={() => become(anchor, 0)}
            onPointerLeave={() => become(undefined, 0)}
            onClose={() => become(undefined, 0)}
          />
        </Suspense>
      )}
    </>
  );
}

/** Runs what was asked for last. */
function oneTimer() {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  const start = (act: () => void, afterMs: number) => {
    stop();
    timer = setTimeout(act, afterMs);
  };
  return { start, stop };
}

/** Does what the control does by itself, and then this. */
function also<Event>(own: unknown, then: (event: Event) => void) {
  return (event: Event) => {
    if (typeof own === "function") own(event);
    then(event);
  };
}
