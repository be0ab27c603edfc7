/**
 * Makes `coast.json`, the land around the South Funen archipelago: `node demo/map/make.mjs`.
 *
 * From Natural Earth, 1:10 million (https://www.naturalearthdata.com/about/terms-of-use/: public domain), as the package
 * `world-atlas` publishes it in TopoJSON.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const SOURCE = new URL('../../node_modules/world-atlas/countries-10m.json', import.meta.url);
const TARGET = new URL('coast.json', import.meta.url);
/** Degrees: what can be panned to. */
const BOX = { west: 8.6, south: 54.2, east: 12.4, north: 56.1 };
const COUNTRIES = ['Denmark', 'Germany'];
/** About eleven metres, far finer than the source. */
const DECIMALS = 4;

/** The arcs of a TopoJSON topology as positions, https://datatracker.ietf.org/doc/html/rfc7946 being what they become. */
function decodeArcs({ arcs, transform }) {
	return arcs.map((arc) => {
		let [x, y] = [0, 0];
		return arc.map(([dx, dy]) => {
			x += dx;
			y += dy;
			return [x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]];
		});
	});
}

/** A ring is a list of arcs; a negative one, `~index`, runs backwards. Each begins where the one before it ended. */
const joinArcs = (arcs, ring) =>
	ring.flatMap((index, place) => (index < 0 ? arcs[~index].toReversed() : arcs[index]).slice(place ? 1 : 0));

/** Cuts a ring at one side of the box after the other (Sutherland and Hodgman). */
function clip(ring) {
	const sides = [
		[0, BOX.west, 1],
		[0, BOX.east, -1],
		[1, BOX.south, 1],
		[1, BOX.north, -1],
	];
	return sides.reduce(
		(points, [axis, limit, sign]) => {
			const isIn = (point) => (point[axis] - limit) * sign >= 0;
			return points.flatMap((point, index) => {
				const before = points.at(index - 1);
				const share = (limit - before[axis]) / (point[axis] - before[axis]);
				const crossing = [0, 1].map((of) => before[of] + share * (point[of] - before[of]));
				return [...(isIn(point) !== isIn(before) ? [crossing] : []), ...(isIn(point) ? [point] : [])];
			});
		},
		ring.slice(0, -1),
	);
}

export function makeCoast() {
	const topology = JSON.parse(readFileSync(SOURCE, 'utf8'));
	const arcs = decodeArcs(topology);
	const rings = topology.objects.countries.geometries
		.filter(({ properties }) => COUNTRIES.includes(properties.name))
		.flatMap((country) => (country.type === 'Polygon' ? [country.arcs] : country.arcs))
		.map(([outer]) => clip(joinArcs(arcs, outer)))
		.filter((ring) => ring.length > 2)
		.map((ring) => [...ring, ring[0]].map((point) => point.map((degrees) => Number(degrees.toFixed(DECIMALS)))));
	return { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) };
}

if (process.argv[1] === import.meta.filename) writeFileSync(TARGET, `${JSON.stringify(makeCoast())}\n`);
