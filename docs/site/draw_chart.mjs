// Prints a chart of a page of `townsquare report` as SVG, in its light colours, for the documentation.
//   node draw_chart.mjs FOLDER_OF_THE_BUILT_PAGE PAGE HEADING [WIDTH]
// The folder is build/release/report/npm: the chart is drawn by the page's own chart.ts. HEADING is that of the figure.
import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , folder, file, heading, width = "640"] = process.argv;
const page = readFileSync(file, "utf8");

// the figure's chart, and the first value of each colour: the light one
const figure = page.split("<figure").find((part) => part.includes(`<h3>${heading}</h3>`));
const id = figure?.match(/class="chart" id="([^"]+)"/)?.[1] ?? figure?.match(/id="([^"]+)" class="chart"/)?.[1];
const charts = JSON.parse(page.match(/<script type="application\/json" id="charts">(.*?)<\/script>/s)[1]);
const chart = charts.find((each) => each.id === id);
if (!chart) throw new Error(`${file} has no figure "${heading}"; there are: ${[...page.matchAll(/<h3>(.*?)<\/h3>/g)].map((m) => m[1]).join("; ")}`);
const colour = (name) => page.match(new RegExp(`${name}: *([^;]+);`))[1];

const require = createRequire(pathToFileURL(`${folder}/package.json`));
const place = mkdtempSync(join(tmpdir(), "townsquare-chart-"));
try {
  const bundle = join(place, "chart.mjs");
  const built = await require("esbuild").build({ entryPoints: [join(folder, "chart.ts")], bundle: true, platform: "node", format: "esm", write: false, logLevel: "error" });
  writeFileSync(bundle, built.outputFiles[0].text);
  const { svgOf } = await import(pathToFileURL(bundle).href);
  const spec = JSON.parse(JSON.stringify(chart.spec).replace(/var\((--[a-z]+)\)/g, (_, name) => colour(name)));
  const svg = await svgOf(spec, Number(width), colour);
  process.stdout.write(svg.replace("<svg ", `<svg style="background:${colour("--paper")}" `) + "\n");
} finally {
  rmSync(place, { recursive: true });
}
