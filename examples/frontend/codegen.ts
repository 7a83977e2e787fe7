import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../../service/api/schema.graphql",
  documents: "../queries/*.graphql",
  generates: {
    "src/generated/operations.ts": {
      plugins: ["typescript-operations", "typed-document-node"],
      config: {
        scalars: { Date: "string" },
        strictScalars: true,
        enumType: "string-literal",
        futureProofEnums: true, // new values may come at any time
        mergeFragmentTypes: true, // one type where an interface has twelve
        useTypeImports: true,
      },
    },
  },
};

export default config;
