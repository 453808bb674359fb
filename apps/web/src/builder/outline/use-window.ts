import { useCallback, useState, type UIEvent } from "react";

/** Lines are all of one height, so that which of them are seen follows from the scroll position alone. */
export const LINE_PX = 36;
/** Lines drawn above and below what is seen. */
const MORE = 12;

export interface SeenLines {
  readonly from: number;
  readonly to: number;
  /** For the element that scrolls. */
  readonly measure: (element: HTMLElement | null) => (() => void) | undefined;
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
}

/** Which lines of a long list are seen: a flow of 500 steps would otherwise be drawn whole at every key. */
export function useWindow(): SeenLines {
  const [seen, setSeen] = useState({ top: 0, height: 800 });
  // Outside React: the size of the element, which changes with the window and the panels.
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(() =>
      setSeen({ top: element.scrollTop, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return {
    from: Math.max(Math.floor(seen.top / LINE_PX) - MORE, 0),
    to: Math.ceil((seen.top + seen.height) / LINE_PX) + MORE,
    measure,
    onScroll: ({ currentTarget }) => {
      const { scrollTop: top, clientHeight: height } = currentTarget;
      // A few pixels more or less show no other lines.
      if (Math.abs(top - seen.top) > (MORE / 2) * LINE_PX || height !== seen.height) {
        setSeen({ top, height });
      }
    },
  };
}
