import { type AnyVariables, type Client, createClient, fetchExchange, type TypedDocumentNode } from "@urql/core";
import { Refusal, refusalOf } from "./refusals.js";

/** A client of the service at `url`. */
export function clientOf(url: string): Client {
  return createClient({
    url,
    exchanges: [fetchExchange],
    preferGetMethod: "within-url-limit", // answers by GET have an ETag, which a browser's cache uses
  });
}

/** The data of the answer, typed by the document. Throws a Refusal where the service refuses, else what went wrong. */
export async function ask<Data, Variables extends AnyVariables>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const { data, error } = await client.query(document, variables).toPromise();
  const [first] = error?.graphQLErrors ?? [];
  if (first) throw refusalOf(first.message, first.extensions);
  if (error?.networkError) throw error.networkError;
  if (data === undefined) throw new Refusal("the answer is empty", { code: "INTERNAL" });
  return data;
}
