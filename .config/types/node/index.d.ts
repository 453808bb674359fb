// Pure packages must not see Node. liquidjs asks for Node's types by a triple-slash reference; this is all of them that it needs.
declare namespace NodeJS {
  interface ReadableStream {}
}
