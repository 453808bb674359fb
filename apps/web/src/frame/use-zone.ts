import { useFrame } from "./use-frame.ts";

/** The zone that times are told in, the same for everyone whatever their device: that of the portfolio. */
export function useZone(): string | undefined {
  return useFrame()?.clock.zone;
}
