/** What an organiser seldom opens, in one chunk of its own. */
export { KeysSheet } from "./KeysSheet";
export { RefusalSheet } from "./RefusalSheet";
export { TogetherSheet } from "./TogetherSheet";
