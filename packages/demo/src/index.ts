export { startDemoLife, type DemoLife, type DemoLifeOptions } from "./life/start-demo-life.ts";
export { openDemo } from "./seed/open-demo.ts";
export type { DemoSeed } from "./seed/demo-seed.ts";
