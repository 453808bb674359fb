export { seedDemo, type SeededDemo } from "./seed/seed-demo.ts";
export type { DemoSeed } from "./seed/demo-seed.ts";
