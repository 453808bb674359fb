import { useEffect, useState } from "react";

/** How long a value rests before the server is asked about it. */
const REST_MS = 350;

/** A value as it was when typing last stopped. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  // Outside React: the clock that says that typing has stopped.
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
