// A chart of the page as SVG: the page draws with it, and so do the pictures of the documentation.
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import { Error, logger, parse, View } from "vega";

/** A Vega-Lite specification as the page carries it: without a width and without colours. */
export type ChartSpec = TopLevelSpec & { vconcat?: object[] };

/** What a colour of the page's style sheet (`--ink`) is written as. */
export type Colour = (name: string) => string;

/** Room that the axis of a panel takes, pixels: panels beneath each other have no common width to be fitted to. */
const axisRoom = 64;

function config(colour: Colour): object {
  const ink = colour("--ink"), faint = colour("--line"), quiet = colour("--quiet");
  const range = ["--first", "--second", "--third", "--fourth", "--fifth", "--sixth"].map(colour);
  const text = { labelColor: ink, titleColor: quiet, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" };
  return {
    background: "transparent",
    font: "system-ui, sans-serif",
    view: { stroke: null },
    axis: { ...text, gridColor: faint, domainColor: faint, tickColor: faint, labelLimit: 260 },
    axisQuantitative: { tickCount: 6, labelOverlap: true },
    header: text,
    legend: { ...text, orient: "top", title: null, labelLimit: 400, columns: 1, symbolOpacity: 1, symbolStrokeWidth: 2.5 },
    title: { color: ink, anchor: "start", fontSize: 12, fontWeight: 600 },
    range: { category: range },
    text: { color: ink },
    rule: { color: quiet },
    mark: { color: range[0] },
  };
}

/** Draws a chart so many pixels wide. */
export async function svgOf(spec: ChartSpec, width: number, colour: Colour): Promise<string> {
  const panels = spec.vconcat?.map((panel) => ({ ...panel, width: width - axisRoom }));
  const fitted = panels ? { ...spec, vconcat: panels } : { ...spec, width, autosize: { type: "fit-x", contains: "padding" } };
  const compiled = compile(fitted as TopLevelSpec, { config: config(colour), logger: logger(Error) });
  const runtime = parse(compiled.spec, undefined, { ast: true });
  const view = new View(runtime, { renderer: "svg", hover: false, expr: expressionInterpreter });
  const picture = await view.toSVG();
  view.finalize();
  return picture;
}
