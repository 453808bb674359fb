/** How long a movement of the canvas takes, in ms: none for who asked for less motion. */
export function motionMs(ms: number): number {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : ms;
}
