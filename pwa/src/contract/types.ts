import type { components, webhooks } from "./api";

/** A shape of the API's document by its name: `Schema<"Profile">`. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

type Payload<Type extends keyof webhooks> = NonNullable<
  webhooks[Type]["post"]["requestBody"]
>["content"]["application/json"];

/** Every fact that the server may tell, told apart by `type`. */
export type KnownFact = { [Type in keyof webhooks]: { type: Type; data: Payload<Type> } }[keyof webhooks];
