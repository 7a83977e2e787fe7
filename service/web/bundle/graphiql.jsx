import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "@graphiql/plugin-history/style.css";
import "graphiql/graphiql.css";
import "./graphiql.css";

import { createLocalStorage } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";

// The page's own address answers by POST, so the bundle knows no path. The query of our address makes the browser
// ask for new workers when the bundle changes.
const workerUrl = (name) => new URL(`./${name}.worker.js${new URL(import.meta.url).search}`, import.meta.url);

globalThis.MonacoEnvironment = {
  getWorker: (_id, label) =>
    new Worker(workerUrl(label === "json" || label === "graphql" ? label : "editor"), { type: "module" }),
};

async function ask(params, { headers } = {}) {
  const response = await fetch(window.location.pathname, {
    method: "POST",
    headers: {
      accept: "application/graphql-response+json, application/json",
      "content-type": "application/json",
      ...headers,
    },
    body: JSON.stringify(params),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The server answered ${response.status} with no JSON: ${text.slice(0, 500)}`);
  }
}

const container = document.getElementById("graphiql");
const questions = JSON.parse(document.getElementById("questions").textContent);

createRoot(container).render(
  <GraphiQL
    fetcher={ask}
    defaultTabs={questions.map(({ query }) => ({ query }))}
    // Its own name, because other tools on localhost:8000 keep their tabs in the same local storage.
    storage={createLocalStorage({ namespace: container.dataset.storage })}
    // Headers may hold tokens.
    shouldPersistHeaders={false}
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo>{document.title}</GraphiQL.Logo>
  </GraphiQL>,
);
