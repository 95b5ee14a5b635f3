// The default map of Europe with d3-geo: node map_d3.mjs countries-50m.json capitals.csv out.svg
import { readFileSync, writeFileSync } from "node:fs";
import { geoAzimuthalEquidistant, geoCircle, geoGraticule, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";

const [atlasFile, capitalsFile, outFile] = process.argv.slice(2);
const atlas = JSON.parse(readFileSync(atlasFile, "utf8"));
const [lon, lat] = [20.51, 54.71];
const [width, height] = [868, 808];
const europe = { type: "MultiPoint", coordinates: [[-10, 35], [42, 35], [42, 71], [-10, 71], [16, 35], [16, 71]] };
const projection = geoAzimuthalEquidistant().rotate([-lon, -lat]).fitExtent([[0, 0], [width, height]], europe);
projection.clipExtent([[0, 0], [width, height]]);
const path = geoPath(projection).digits(2);
const degrees = 180 / Math.PI / 6371.0088;
const drawn = (id, style, shape) => `<g id="${id}"><path ${style} d="${path(shape) ?? ""}"/></g>`;
const rings = [500, 1000, 5500].map((km) => geoCircle().center([lon, lat]).radius(km * degrees).precision(1)());
const capitals = readFileSync(capitalsFile, "utf8").trim().split(/\r?\n/).slice(1).map((line) => line.split(","));
const labels = capitals.map(([name, y, x]) => [name, projection([+x, +y])]).filter(([, at]) => at);
writeFileSync(outFile, `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="#dce8f0"/>
${drawn("land", 'fill="#f6f3ec" stroke="#8a97a3"', feature(atlas, atlas.objects.land))}
${drawn("graticule", 'fill="none" stroke="#bccbd6"', geoGraticule().step([10, 10])())}
${drawn("borders", 'fill="none" stroke="#a9a294"', mesh(atlas, atlas.objects.countries, (a, b) => a !== b))}
<g id="rings">${rings.map((ring) => `<path fill="#0072b2" fill-opacity="0.1" stroke="#000" d="${path(ring)}"/>`).join("\n")}</g>
<g id="places">${labels.map(([name, [x, y]]) => `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="2"/>
<text x="${(x + 4).toFixed(1)}" y="${y.toFixed(1)}" font-size="10">${name}</text>`).join("\n")}</g>
</svg>
`);
