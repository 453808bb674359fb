import { layOut, type LayoutRequest } from "./lay-out.ts";

self.addEventListener("message", (event: MessageEvent<LayoutRequest>) => {
  self.postMessage(layOut(event.data));
});
