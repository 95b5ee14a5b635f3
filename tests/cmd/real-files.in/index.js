const cities = [{ name: 'Start', lon: 125.75, lat: 39.03 }, { name: 'Harbour', lon: -0.13, lat: 51.5 }];
draw(d3.geoCircle().center([125.75, 39.03]).radius(40));
