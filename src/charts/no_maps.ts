// Plot can project maps, and takes d3-geo with it; nothing here draws one. vite.config.ts puts this in its place.
// 12 kB of the first visit. Plot calls some of it while it loads, so it must be there to be called.
const absent = (): unknown => absent;

export {
  absent as geoAlbers,
  absent as geoAlbersUsa,
  absent as geoAzimuthalEqualArea,
  absent as geoAzimuthalEquidistant,
  absent as geoCentroid,
  absent as geoClipRectangle,
  absent as geoConicConformal,
  absent as geoConicEqualArea,
  absent as geoConicEquidistant,
  absent as geoEqualEarth,
  absent as geoEquirectangular,
  absent as geoGnomonic,
  absent as geoGraticule10,
  absent as geoMercator,
  absent as geoOrthographic,
  absent as geoPath,
  absent as geoProjection,
  absent as geoStereographic,
  absent as geoStream,
  absent as geoTransform,
  absent as geoTransverseMercator,
};
