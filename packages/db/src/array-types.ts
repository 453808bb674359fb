/**
 * Types of array parameters, for `sql.typed(values, ...)`. postgres.js types an array by its first element, which
 * makes an array of buffers, booleans or dates a single one of them; arrays of numbers and strings need none of
 * these, only a cast in the statement.
 */
export const BOOLEANS = 1000;
export const BYTEAS = 1001;
export const INSTANTS = 1185;
