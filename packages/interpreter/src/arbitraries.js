export { arbitraryCompiledFlow } from "./arbitrary-flow.ts";
export { arbitraryMoves, lost, miscounted, play } from "./arbitrary-play.ts";
