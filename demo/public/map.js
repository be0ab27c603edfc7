/** What the map shows, besides the coast: the municipality's real towns and the ferries between them. */
{
	const isDanish = document.documentElement.lang === 'da';
	const say = (english, danish) => (isDanish ? danish : english);

	const FERRIES = [
		[
			[55.058, 10.61],
			[55.03, 10.6],
			[54.97, 10.52],
			[54.893, 10.413],
		],
		[
			[55.09, 10.24],
			[55.04, 10.2],
			[54.943, 10.263],
		],
		[
			[54.936, 10.708],
			[54.9, 10.64],
			[54.857, 10.52],
		],
	];
	const TOWNS = [
		['Svendborg', [55.06, 10.607], say('Town Hall and Citizen Service', 'Rådhus og Borgerservice')],
		['Faaborg', [55.095, 10.242], say('Citizen Service', 'Borgerservice')],
		['Rudkøbing', [54.936, 10.71], say('Citizen Service and library', 'Borgerservice og bibliotek')],
		['Ærøskøbing', [54.889, 10.411], say('Citizen Service', 'Borgerservice')],
		['Marstal', [54.855, 10.517], say('Library', 'Bibliotek')],
	];
	const START = [
		[54.7, 9.75],
		[55.32, 11.1],
	];
	const LIMITS = [
		[54.2, 8.6],
		[56.1, 12.4],
	];

	/** Draws on `#map` with Leaflet, `L`; returns what takes it down again. */
	window.drawMap = (L) => {
		const map = L.map('map', { minZoom: 7, maxZoom: 11, zoomSnap: 0.25, scrollWheelZoom: false, maxBounds: LIMITS });
		map.attributionControl
			.setPrefix('<a href="https://leafletjs.com">Leaflet</a>')
			.addAttribution(say('Coast: Natural Earth, public domain', 'Kyst: Natural Earth, frit tilgængelig'));
		map.zoomControl.remove();
		L.control.zoom({ zoomInTitle: say('Zoom in', 'Zoom ind'), zoomOutTitle: say('Zoom out', 'Zoom ud') }).addTo(map);
		map.fitBounds(START);
		let isThere = true;
		fetch('/coast.json')
			.then((response) => response.json())
			.then((coast) => {
				if (!isThere) return;
				const shape = { interactive: false, smoothFactor: 0.3 };
				L.geoJSON(coast, { ...shape, style: { className: 'map-shallows' } }).addTo(map);
				L.geoJSON(coast, { ...shape, style: { className: 'map-land' } }).addTo(map);
				for (const ferry of FERRIES) L.polyline(ferry, { ...shape, className: 'map-ferry' }).addTo(map);
			});
		for (const [name, place, what] of TOWNS) {
			const icon = L.divIcon({ className: 'map-pin', iconSize: [28, 28], iconAnchor: [14, 34], popupAnchor: [0, -30] });
			L.marker(place, { icon, title: name, alt: name })
				.bindPopup(`<strong>${name}</strong><br>${what}`, { maxWidth: 220, autoPanPaddingTopLeft: [56, 12] })
				.bindTooltip(name, { permanent: true, direction: 'right', offset: [14, -14], className: 'map-name' })
				.addTo(map);
		}
		return () => {
			isThere = false;
			map.remove();
		};
	};
}
