import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";
import { serverNow } from "../live/clock";
import { afterwards, type Openness, type Own, saying } from "../people/openness";

/** Turn over one's word from "not now" to one under which one can be free: that of before a pause. */
export function turnOver(here: Here, own: Own): Promise<Schema<"ProfileSnapshot">> {
  const { method, path, body } = saying(here, wordWhenFree(own), null, serverNow());
  return request(method, path, body);
}

/** Pure: how open one is once one is free. */
export function wordWhenFree(own: Own): Openness {
  return afterwards(own.openness);
}
