// Stands in for prettier and its JavaScript parser (half a megabyte) where GraphiQL formats variables and headers.
import { applyEdits, format as edits } from "jsonc-parser";

export const parsers = {};
export const printers = {};

export function format(text) {
  return applyEdits(text, edits(text, undefined, { insertSpaces: true, tabSize: 2, keepLines: false }));
}
