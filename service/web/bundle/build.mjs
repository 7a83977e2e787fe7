// Builds ../vendor from the packages in package-lock.json: node service/web/bundle/build.mjs
// The packages are installed in a temporary folder, so that none ends up in the Python package.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

const HERE = import.meta.dirname;
const VENDOR = path.join(HERE, "..", "vendor");
const SOURCES = [
  ".npmrc",
  "build.mjs",
  "graphiql.css",
  "graphiql.jsx",
  "json-format.js",
  "package-lock.json",
  "package.json",
];
const LICENCE = /^(licen[cs]e|notice|copying|thirdpartynotices)([.-].*)?$/i;

// Published without their licence file; the same authors' text is in the package named here.
const LICENCE_IN = {
  "@graphiql/plugin-doc-explorer": "graphiql",
  "@graphiql/plugin-history": "graphiql",
  "react-compiler-runtime": "react",
  "react-remove-scroll-bar": "react-remove-scroll",
};

// Editor features that a GraphQL document has no use for.
const UNUSED = new Set(
  `
  anchorSelect codeAction codelens colorPicker diffEditor diffEditorBreadcrumbs dnd documentSymbols
  dropOrPasteInto fontZoom inPlaceReplace inlayHints inlineCompletions inlineEdit inlineEdits inlineProgress
  linkedEditing rename sectionHeaders semanticTokens stickyScroll wordPartOperations suggestInlineCompletions
  `.match(/\w+/g),
);

const leaner = (folder) => ({
  name: "leaner",
  setup(build) {
    build.onLoad({ filter: /monaco-editor\/esm\/vs\/editor\/editor\.all\.js$/ }, ({ path: file }) => {
      const lines = fs.readFileSync(file, "utf8").split("\n");
      return { contents: lines.filter((line) => !line.split(/[/.]/).some((word) => UNUSED.has(word))).join("\n") };
    });
    build.onResolve({ filter: /^prettier\// }, ({ importer }) =>
      importer.endsWith("@graphiql/react/dist/utility/jsonc.js") ? { path: path.join(folder, "json-format.js") } : undefined,
    );
  },
});

const sha256 = (file) => createHash("sha256").update(fs.readFileSync(file)).digest("hex");

function packageFolder(input) {
  return input.match(/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0];
}

function filesBelow(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

async function bundle(folder) {
  const { build } = createRequire(path.join(folder, "package.json"))("esbuild");
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: {
      graphiql: "graphiql.jsx",
      "editor.worker": "monaco-editor/esm/vs/editor/editor.worker.js",
      "graphql.worker": "monaco-graphql/esm/graphql.worker.js",
      "json.worker": "monaco-editor/esm/vs/language/json/json.worker.js",
    },
    outdir: "out",
    alias: { "prettier/parser-graphql": "prettier/plugins/graphql" },
    bundle: true,
    define: { "process.env.NODE_ENV": '"production"' },
    external: ["graphql-ws"],
    format: "esm",
    jsx: "automatic",
    loader: { ".ttf": "file" },
    logLevel: "warning",
    metafile: true,
    minify: true,
    plugins: [leaner(folder)],
    splitting: true,
    target: "es2022",
  });
  return metafile.outputs;
}

// esbuild repeats the style sheet for each lazy part; graphiql.css has it all.
const isWanted = (name) => !name.endsWith(".css") || name === "graphiql.css";

function copyBundle(folder, outputs) {
  const files = [];
  const used = new Set();
  for (const [output, { inputs }] of Object.entries(outputs)) {
    const name = path.basename(output);
    if (!isWanted(name)) continue;
    fs.copyFileSync(path.join(folder, output), path.join(VENDOR, name));
    const folders = new Set(Object.keys(inputs).map(packageFolder).filter(Boolean));
    folders.forEach((each) => used.add(each));
    files.push({ name, folders: [...folders] });
  }
  return { files, used: [...used].sort() };
}

function describe(folder, packageDir) {
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, packageDir, "package.json"), "utf8"));
  const licenceDir = path.join(folder, LICENCE_IN[name] ? `node_modules/${LICENCE_IN[name]}` : packageDir);
  const licences = fs.readdirSync(licenceDir).filter((file) => LICENCE.test(file)).sort();
  if (!license || licences.length === 0) throw new Error(`${name}@${version} has no licence file; see LICENCE_IN`);
  const licenceFiles = licences.map((file) => {
    const target = `licences/${name}@${version}/${file.replace(/(\.(txt|md|markdown))?$/i, ".txt")}`;
    fs.mkdirSync(path.dirname(path.join(VENDOR, target)), { recursive: true });
    fs.copyFileSync(path.join(licenceDir, file), path.join(VENDOR, target));
    return target;
  });
  return { package: name, version, licence: license, licence_files: licenceFiles };
}

function writeManifest(files, packages) {
  const ids = new Map([...packages].map(([dir, { package: name, version }]) => [dir, `${name}@${version}`]));
  const bundled = new Map(files.map(({ name, folders }) => [name, folders.map((dir) => ids.get(dir)).sort()]));
  const licensed = new Map(
    [...packages.values()].flatMap((p) => p.licence_files.map((file) => [file, [`${p.package}@${p.version}`]])),
  );
  const manifest = {
    built_from: SOURCES.map((file) => ({ file, sha256: sha256(path.join(HERE, file)) })),
    packages: [...packages.values()],
    files: filesBelow(VENDOR).map((file) => ({
      file,
      sha256: sha256(path.join(VENDOR, file)),
      packages: [...new Set(bundled.get(file) ?? licensed.get(file))],
    })),
  };
  fs.writeFileSync(path.join(VENDOR, "MANIFEST.json"), `${JSON.stringify(manifest, null, 1)}\n`);
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "graphiql-"));
try {
  SOURCES.forEach((file) => fs.copyFileSync(path.join(HERE, file), path.join(folder, file)));
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder, stdio: "inherit" });
  const outputs = await bundle(folder);
  fs.rmSync(VENDOR, { recursive: true, force: true });
  fs.mkdirSync(VENDOR);
  const { files, used } = copyBundle(folder, outputs);
  const packages = new Map(used.map((dir) => [dir, describe(folder, dir)]));
  writeManifest(files, packages);
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
